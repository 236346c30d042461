import OCPP
import OCPPLog

/// Why a record of a foreign log is no entry: a word for machines and a sentence that holds nothing of the record.
struct LineFault: Error, Hashable {
    var code: String
    var reason: String

    func reject(at line: Int) -> ImportReject {
        ImportReject(line: line, code: code, reason: reason)
    }
}

extension LineFault {
    static func notJSON(_ problem: JSONProblem) -> LineFault {
        LineFault(code: "not_json", reason: "this is no JSON: \(problem.reason.rawValue), at byte \(problem.offset)")
    }
    static let notObject = LineFault(code: "not_object", reason: "a JSON object is expected")
    static let tooLong = LineFault(
        code: "too_long", reason: "this is longer than \(RecordReader.longestRecord >> 20) MiB")
    static let columns = LineFault(
        code: "wrong_columns", reason: "the row has not as many cells as the first row has names")
    static let quotes = LineFault(code: "bad_quotes", reason: "a quoted cell goes on behind its quotes")

    /// That program writes such lines, and they hold no frame.
    static let noFrame = LineFault(code: "no_frame", reason: "the line holds no frame")
    /// The log leaves out what is around the payload: what the frame was cannot be told.
    static let payloadOnly = LineFault(
        code: "payload_only", reason: "the line holds a payload without its frame, and no unique id")
    static let eventText = LineFault(
        code: "event_text", reason: "the line tells of an event in words, and holds no frame")
    /// No known program writes such lines.
    static let notKnown = LineFault(code: "not_known", reason: "the line is none of a known log, and holds no frame")

    static let noCharger = LineFault(code: "no_charger", reason: "charger_id is missing")
    static let noDatetime = LineFault(code: "no_datetime", reason: "datetime is missing")
    static let badDatetime = LineFault(
        code: "bad_datetime", reason: "datetime is no time in RFC 3339, such as 2026-11-23T10:41:07Z")
    static let noZone = LineFault(
        code: "no_zone", reason: "datetime says no offset from UTC, such as Z or +01:00")
    static let badSource = LineFault(code: "bad_source", reason: "source is neither cp nor csms")
    static let badKind = LineFault(
        code: "bad_kind", reason: "kind is none of \(EntryKind.allCases.map(\.rawValue).joined(separator: ", "))")
    static let noAction = LineFault(code: "no_action", reason: "action is missing")
    static let noResponse = LineFault(code: "no_response", reason: "an orphan has a response, and there is none")
    static let surplusResponse = LineFault(
        code: "bad_response", reason: "there is a response, and kind says that there is none")
    static let noText = LineFault(
        code: "no_text", reason: "a malformed frame is expected in request_text or request_frame, and is not there")
    static func badRequest(_ what: String) -> LineFault { LineFault(code: "bad_request", reason: "request " + what) }
    static func badResponse(_ what: String) -> LineFault { LineFault(code: "bad_response", reason: "response " + what) }
    static func badField(_ field: ImportedField, _ what: String) -> LineFault {
        LineFault(code: "bad_\(field.name)", reason: "\(field.name) is no \(what)")
    }
}

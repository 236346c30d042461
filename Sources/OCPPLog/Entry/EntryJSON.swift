import OCPP

/// Writes entries as JSON: one object on one line, the same for the API and the command line.
public enum EntryJSON {
    /// Appends one entry with the fields of a list, or with both frames beside them.
    public static func append(_ entry: Entry, frames: Bool, to bytes: inout [UInt8]) {
        let keys = frames ? whole : listed
        keys.text.withUnsafeBufferPointer { text in
            for (key, field) in keys.fields {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[key]))
                append(field, of: entry, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static let whole = Keys(EntryField.allCases)
    private static let listed = Keys(EntryField.listed)

    /// Fields, each with what stands before its value, in one piece: exports write them by the million.
    private struct Keys {
        var text: [UInt8] = []
        var fields: [(key: Range<Int>, field: EntryField)] = []

        init(_ fields: [EntryField]) {
            for (index, field) in fields.enumerated() {
                let start = text.count
                text += Array("\(index == 0 ? "{" : ",")\"\(field.rawValue)\":".utf8)
                self.fields.append((start..<text.count, field))
            }
        }
    }

    /// Appends one entry with chosen fields in the given order.
    public static func append(_ entry: Entry, fields: [EntryField], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONText.append(field.rawValue, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            append(field, of: entry, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends the value of one field.
    public static func append(_ field: EntryField, of entry: Entry, to bytes: inout [UInt8]) {
        switch field {
        case .action: JSONText.append(entry.action?.rawValue ?? "", to: &bytes)
        case .connectorID: append(entry.connectorID, to: &bytes)
        case .request: appendPayload(of: entry.request, to: &bytes)
        case .siteID: JSONText.append(entry.siteID.rawValue, to: &bytes)
        case .chargerID: JSONText.append(entry.chargerID.rawValue, to: &bytes)
        case .response: appendPayload(of: entry.response, to: &bytes)
        case .datetime:
            bytes.append(UInt8(ascii: "\""))
            entry.datetime.append(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        case .source: JSONText.append(entry.source.rawValue, to: &bytes)
        case .id:
            bytes.append(UInt8(ascii: "\""))
            entry.id.append(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        case .kind: JSONText.append(entry.kind.rawValue, to: &bytes)
        case .uniqueID: append(entry.uniqueID?.rawValue, to: &bytes)
        case .version: JSONText.append(entry.version.rawValue, to: &bytes)
        case .outcome: append(entry.outcome?.word, to: &bytes)
        case .latency:
            guard let latency = entry.latency else { return appendNull(to: &bytes) }
            append(milliseconds: latency, to: &bytes)
        case .status: append(entry.status, to: &bytes)
        case .errorCode: append(entry.errorCode, to: &bytes)
        case .transactionID: append(entry.transactionID, to: &bytes)
        case .idTag: append(entry.idTag, to: &bytes)
        case .evseID: append(entry.evseID, to: &bytes)
        case .level: append(entry.level?.rawValue, to: &bytes)
        case .levelInForce: JSONText.append(entry.levelInForce.rawValue, to: &bytes)
        case .connectionID:
            bytes.append(UInt8(ascii: "\""))
            entry.connectionID.append(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        case .reason: append(entry.reason, to: &bytes)
        case .detail: append(entry.detail, to: &bytes)
        case .missing: append(entry.missing, to: &bytes)
        case .masked: appendList(entry.masked, to: &bytes)
        case .findings: appendList(entry.findings, to: &bytes)
        case .requestText: appendText(of: entry.request, to: &bytes)
        case .responseText: appendText(of: entry.response, to: &bytes)
        case .requestLength: append(entry.request?.length, to: &bytes)
        case .responseLength: append(entry.response?.length, to: &bytes)
        case .requestFrame: appendFrame(entry.request, to: &bytes)
        case .responseFrame: appendFrame(entry.response, to: &bytes)
        }
    }

    private static func append(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return appendNull(to: &bytes) }
        JSONText.append(text, to: &bytes)
    }

    private static func append(_ number: Int?, to bytes: inout [UInt8]) {
        guard let number else { return appendNull(to: &bytes) }
        JSONText.append(number, to: &bytes)
    }

    private static func appendNull(to bytes: inout [UInt8]) {
        append(plain: "null", to: &bytes)
    }

    /// Appends a text as it stands here.
    private static func append(plain text: StaticString, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func appendList(_ texts: [String], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONText.append(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// The payload as it was on the wire. It is JSON, so a line break in it stands between tokens and may become a blank.
    private static func appendPayload(of frame: RecordedFrame?, to bytes: inout [UInt8]) {
        guard let frame else { return appendNull(to: &bytes) }
        if let error = frame.error {
            append(plain: "{\"errorCode\":", to: &bytes)
            JSONText.append(error.code.rawValue, to: &bytes)
            append(plain: ",\"errorDescription\":", to: &bytes)
            JSONText.append(error.text, to: &bytes)
            append(plain: ",\"errorDetails\":", to: &bytes)
        }
        if frame.payload == nil {
            appendNull(to: &bytes)
        } else {
            JSONText.append(onOneLine: frame.payloadBytes, to: &bytes)
        }
        if frame.error != nil { bytes.append(UInt8(ascii: "}")) }
    }

    /// The text of what is no JSON; null where ``EntryField/request`` or ``EntryField/response`` says it already.
    private static func appendText(of frame: RecordedFrame?, to bytes: inout [UInt8]) {
        guard let frame, frame.payload == nil, frame.error == nil || frame.isEnvelope else {
            return appendNull(to: &bytes)
        }
        JSONText.append(utf8: frame.bytes, to: &bytes)
    }

    private static func appendFrame(_ frame: RecordedFrame?, to bytes: inout [UInt8]) {
        guard let frame else { return appendNull(to: &bytes) }
        JSONText.append(utf8: frame.bytes, to: &bytes)
    }

    /// Microseconds as milliseconds with up to three digits: `31.207`, `40`.
    public static func milliseconds(_ microseconds: Int64) -> String {
        var bytes: [UInt8] = []
        append(milliseconds: microseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(milliseconds microseconds: Int64, to bytes: inout [UInt8]) {
        let whole = microseconds / 1_000
        let fraction = (microseconds % 1_000).magnitude
        if microseconds < 0, whole == 0 { bytes.append(UInt8(ascii: "-")) }
        JSONText.append(Int(whole), to: &bytes)
        guard fraction > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var (rest, place): (UInt64, UInt64) = (fraction, 100)
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / place))
            rest %= place
            place /= 10
        }
    }
}

import OCPP

/// Writes entries as JSON: one object on one line, the same for the API and the command line.
public enum EntryJSON {
    /// Appends one entry with the fields of a list, or with both frames beside them.
    public static func append(_ entry: Entry, frames: Bool, to bytes: inout [UInt8]) {
        for (key, field) in frames ? whole : listed {
            bytes += key
            append(field, of: entry, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static let whole = keyed(EntryField.allCases)
    private static let listed = keyed(EntryField.listed)

    /// Fields, each with what stands before its value: exports write them by the million.
    private static func keyed(_ fields: [EntryField]) -> [(key: [UInt8], field: EntryField)] {
        fields.enumerated().map { index, field in
            (Array("\(index == 0 ? "{" : ",")\"\(field.rawValue)\":".utf8), field)
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
        case .id: JSONText.append(entry.id.description, to: &bytes)
        case .kind: JSONText.append(entry.kind.rawValue, to: &bytes)
        case .uniqueID: append(entry.uniqueID?.rawValue, to: &bytes)
        case .version: JSONText.append(entry.version.rawValue, to: &bytes)
        case .outcome: append(entry.outcome?.word, to: &bytes)
        case .latency: bytes += Array((entry.latency.map(milliseconds) ?? "null").utf8)
        case .status: append(entry.status, to: &bytes)
        case .errorCode: append(entry.errorCode, to: &bytes)
        case .transactionID: append(entry.transactionID, to: &bytes)
        case .idTag: append(entry.idTag, to: &bytes)
        case .evseID: append(entry.evseID, to: &bytes)
        case .level: append(entry.level?.rawValue, to: &bytes)
        case .levelInForce: JSONText.append(entry.levelInForce.rawValue, to: &bytes)
        case .connectionID: JSONText.append(entry.connectionID.description, to: &bytes)
        case .reason: append(entry.reason, to: &bytes)
        case .detail: append(entry.detail, to: &bytes)
        case .missing: append(entry.missing, to: &bytes)
        case .masked: appendList(entry.masked, to: &bytes)
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
        bytes += Array(String(number).utf8)
    }

    private static func appendNull(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "null".utf8)
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
            bytes += Array("{\"errorCode\":".utf8)
            JSONText.append(error.code.rawValue, to: &bytes)
            bytes += Array(",\"errorDescription\":".utf8)
            JSONText.append(error.text, to: &bytes)
            bytes += Array(",\"errorDetails\":".utf8)
        }
        if frame.payload == nil {
            appendNull(to: &bytes)
        } else {
            bytes += frame.payloadBytes.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        }
        if frame.error != nil { bytes.append(UInt8(ascii: "}")) }
    }

    /// The text of what is no JSON; null where ``EntryField/request`` or ``EntryField/response`` says it already.
    private static func appendText(of frame: RecordedFrame?, to bytes: inout [UInt8]) {
        guard let frame, frame.payload == nil, frame.error == nil else { return appendNull(to: &bytes) }
        JSONText.append(String(decoding: frame.bytes, as: UTF8.self), to: &bytes)
    }

    private static func appendFrame(_ frame: RecordedFrame?, to bytes: inout [UInt8]) {
        guard let frame else { return appendNull(to: &bytes) }
        JSONText.append(String(decoding: frame.bytes, as: UTF8.self), to: &bytes)
    }

    /// Microseconds as milliseconds with up to three digits: `31.207`, `40`.
    public static func milliseconds(_ microseconds: Int64) -> String {
        let whole = microseconds / 1_000
        let fraction = abs(microseconds % 1_000)
        guard fraction > 0 else { return String(whole) }
        let sign = microseconds < 0 && whole == 0 ? "-" : ""
        let digits = String(fraction + 1_000).dropFirst()
        return "\(sign)\(whole)." + digits.reversed().drop { $0 == "0" }.reversed()
    }
}

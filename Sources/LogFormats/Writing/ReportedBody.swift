import OCPP
import OCPPLog

/// What a frame says, for reading.
enum ReportedBody {
    /// The payload, on one line; of a CALLERROR its code, description and details. Always valid JSON.
    case json([UInt8])
    /// All that was kept of what is no frame.
    case text(String, note: String?)

    /// JSON of more bytes is not laid out over several lines, which makes it up to 25 times as long.
    static let longestIndented = 256 << 10

    init?(_ frame: RecordedFrame?, _ field: EntryField, of entry: Entry) {
        guard let frame else { return nil }
        if frame.payload == nil, frame.error == nil {
            let isCut = frame.length > frame.bytes.count
            let note = isCut ? "the first \(frame.bytes.count) of \(frame.length) bytes" : nil
            self = .text(String(decoding: frame.bytes, as: UTF8.self), note: note)
        } else {
            var json: [UInt8] = []
            EntryJSON.append(field, of: entry, to: &json)
            self = .json(json)
        }
    }

    /// The whole of it, over several lines. What hides in it or would act on a terminal is spelled out.
    var shown: String {
        switch self {
        case .json(let json): VisibleText.of(Self.indented(json), keepingLines: true)
        case .text(let text, _): VisibleText.of(text, keepingLines: true)
        }
    }

    /// The same with what hides as an escape of JSON, so that it still is JSON where it was.
    var escaped: String {
        switch self {
        case .json(let json): String(decoding: SafeJSON.bytes(Array(Self.indented(json).utf8)), as: UTF8.self)
        case .text: shown
        }
    }

    private static func indented(_ json: [UInt8]) -> String {
        let indented = json.count > longestIndented ? nil : IndentedJSON.text(json[...])
        return indented ?? String(decoding: json, as: UTF8.self)
    }

    /// Its beginning on one line, with the same care.
    /// - Parameter limit: so many Unicode scalars at most.
    func beginning(_ limit: Int) -> String {
        let text =
            switch self {
            case .json(let json): String(decoding: json.prefix(limit * 4 + 4), as: UTF8.self)
            case .text(let text, _): text
            }
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return VisibleText.of(text) }
        return VisibleText.of(String(scalars[..<end])) + "…"
    }
}

import OCPP
import OCPPLog

/// One side of an exchange as the entry's page shows it: for reading, and as it was on the wire.
struct PayloadView: Sendable, Hashable {
    /// The id of its heading.
    var id: String
    var title: String
    /// What is shown in place of a payload, or of a CALLERROR beside its details.
    var note: String?
    /// The payload as markup: the only markup that a template does not escape.
    var html: String?
    /// What is no JSON, as text.
    var text: String?
    /// The frame as it was on the wire; nil where ``text`` is that already.
    var raw: String?
    /// How long the frame was, in bytes.
    var length: String
    /// What is said when not all of it is shown.
    var cut: String?

    /// - Parameter limit: so many bytes of payload and frame are shown at most.
    init(_ frame: RecordedFrame, id: String, title: String, limit: Int = WebLimits.shownFrame) {
        self.id = id
        self.title = title
        let whole = Self.text(of: frame.bytes, limit)
        length = "\(Phrase.grouped(frame.length)) \(frame.length == 1 ? "byte" : "bytes")"
        if frame.payload == nil, frame.error == nil || frame.isEnvelope {
            text = whole
        } else {
            html = frame.payload == nil ? nil : PrettyJSON(frame.payloadBytes, limit: limit).html
            raw = whole
        }
        if let error = frame.error {
            let text = error.text.isEmpty ? "" : ": \(error.text)"
            note = ShownText.of("\(error.code)\(text)")
        }
        if frame.length > frame.bytes.count {
            cut =
                "The frame was \(Phrase.grouped(frame.length)) bytes long; its first "
                + "\(Phrase.grouped(frame.bytes.count)) were kept."
        } else if frame.bytes.count > limit {
            cut =
                "The first \(Phrase.grouped(limit)) of \(Phrase.grouped(frame.length)) bytes are shown; the JSON has all."
        }
    }

    private static func text(of bytes: [UInt8], _ limit: Int) -> String {
        let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
        return VisibleText.of(text, keepingLines: true) + (bytes.count > limit ? "…" : "")
    }
}

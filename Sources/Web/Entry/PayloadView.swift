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
    /// Where the next part is; nil behind the last one.
    var nextURL: String?
    /// All of it as a file.
    var fileURL: String?

    /// - Parameters:
    ///   - part: which part of a long frame is shown, counted from 1; only the first one is shown for reading.
    ///   - notes: what rules say of places in the payload, by their JSON pointers.
    ///   - limit: so many bytes of payload and frame are shown at most.
    init(
        _ frame: RecordedFrame, id: String, title: String, part: Int = 1, notes: [String: [PayloadTree.Note]] = [:],
        limit: Int = WebLimits.shownFrame
    ) {
        self.id = id
        self.title = title
        let range = Self.range(of: part, in: frame.bytes, limit)
        let whole = Self.text(of: frame.bytes, range)
        length = "\(Phrase.grouped(frame.length)) \(frame.length == 1 ? "byte" : "bytes")"
        if part > 1 || frame.payload == nil && (frame.error == nil || frame.isEnvelope) {
            text = whole
        } else {
            html =
                frame.payload == nil
                ? nil : PayloadTree(frame.payloadBytes, limit: limit, notes: notes).html
            raw = whole
        }
        if let error = frame.error {
            let text = error.text.isEmpty ? "" : ": \(error.text)"
            note = ShownText.of("\(error.code)\(text)")
        }
        if frame.bytes.count > limit {
            cut =
                part == 1
                ? "The first \(Phrase.grouped(range.upperBound)) of \(Phrase.grouped(frame.length)) bytes are shown; the JSON has all."
                : "Bytes \(Phrase.grouped(range.lowerBound + 1)) to \(Phrase.grouped(range.upperBound)) of \(Phrase.grouped(frame.length))."
        }
        if frame.length > frame.bytes.count, range.upperBound == frame.bytes.count {
            cut =
                "The frame was \(Phrase.grouped(frame.length)) bytes long; its first "
                + "\(Phrase.grouped(frame.bytes.count)) were kept."
        }
        if range.upperBound < frame.bytes.count { nextURL = Link.to("", [("part", "\(part + 1)")]) + "#\(id)" }
    }

    /// The bytes of a part: no character is divided.
    private static func range(of part: Int, in bytes: [UInt8], _ limit: Int) -> Range<Int> {
        func end(_ parts: Int) -> Int {
            let (wanted, overflow) = parts.multipliedReportingOverflow(by: limit)
            guard !overflow, wanted < bytes.count else { return bytes.count }
            // A character has three bytes behind its first at most.
            return (max(0, wanted - 3)...wanted).last { bytes[$0] & 0xC0 != 0x80 } ?? wanted
        }
        return end(part - 1)..<end(part)
    }

    private static func text(of bytes: [UInt8], _ range: Range<Int>) -> String {
        VisibleText.of(String(decoding: bytes[range], as: UTF8.self), keepingLines: true)
            + (range.upperBound < bytes.count ? "…" : "")
    }
}

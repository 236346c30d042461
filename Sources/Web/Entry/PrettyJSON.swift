import OCPP
import OCPPLog

/// A JSON text as HTML for reading: one member or element a line, each token as it was spelled on the wire.
///
/// Only the blanks between tokens are ours; order, numbers and escapes stay. What stops being JSON ends it.
struct PrettyJSON: Sendable, Hashable {
    /// Deeper levels are not indented further: the page must not grow with the square of the depth.
    static let deepestIndent = 24

    /// Markup with all text escaped.
    private(set) var html = ""
    private var depth = 0

    /// - Parameters:
    ///   - bytes: the text of one JSON value.
    ///   - limit: tokens that end beyond so many bytes are left out.
    init(_ bytes: ArraySlice<UInt8>, limit: Int) {
        let span = bytes.span
        var cursor = JSONCursor()
        var previous: JSONToken.Kind?
        while let token = (try? cursor.next(in: span)) ?? nil, token.range.upperBound <= limit {
            if token.kind.closes { depth -= 1 }
            separate(token.kind, from: previous)
            html += Self.markup(JSONText.string(token.range, in: span), token.kind)
            if token.kind.opens { depth += 1 }
            previous = token.kind
        }
        // The value is not complete: the text is longer than the limit, or stops being JSON.
        if depth > 0 { html += "\n…" }
    }

    /// Colons, commas and line breaks between the token before and this one.
    private mutating func separate(_ kind: JSONToken.Kind, from previous: JSONToken.Kind?) {
        guard let previous else { return }
        if previous == .key {
            html += ": "
        } else if !(previous.opens && kind.closes) {
            if !previous.opens, !kind.closes { html += "," }
            html += "\n" + String(repeating: "  ", count: min(depth, Self.deepestIndent))
        }
    }

    private static func markup(_ text: String, _ kind: JSONToken.Kind) -> String {
        let escaped = EscapedText.escape(VisibleText.of(text))
        return kind.className.map { "<span class=\"\($0)\">\(escaped)</span>" } ?? escaped
    }
}

extension JSONToken.Kind {
    fileprivate var opens: Bool { self == .beginObject || self == .beginArray }
    fileprivate var closes: Bool { self == .endObject || self == .endArray }

    /// What the style sheet colours it by; nil for brackets, which have the colour of the text around.
    fileprivate var className: String? {
        switch self {
        case .key: "j-key"
        case .string: "j-string"
        case .number: "j-number"
        case .true, .false, .null: "j-word"
        case .beginObject, .endObject, .beginArray, .endArray: nil
        }
    }
}

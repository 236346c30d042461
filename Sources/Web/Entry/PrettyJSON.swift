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
    /// How many bytes of the text are shown.
    private(set) var shown = 0
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
            html += Self.tag(token.kind.className, JSONText.string(token.range, in: span))
            if token.kind.opens { depth += 1 }
            shown = token.range.upperBound
            previous = token.kind
        }
        if depth > 0 { html += "\n" + Self.tag("cut", "…") }
    }

    /// Whether the text ended before its value did: it is longer than the limit, or stops being JSON.
    var isCut: Bool { depth > 0 }

    /// Colons, commas and line breaks between the token before and this one.
    private mutating func separate(_ kind: JSONToken.Kind, from previous: JSONToken.Kind?) {
        guard let previous else { return }
        if previous == .key {
            html += Self.tag("sign", ":") + " "
        } else if !(previous.opens && kind.closes) {
            if !previous.opens, !kind.closes { html += Self.tag("sign", ",") }
            html += "\n" + String(repeating: "  ", count: min(depth, Self.deepestIndent))
        }
    }

    private static func tag(_ name: String, _ text: String) -> String {
        "<span class=\"j-\(name)\">\(EscapedText.escape(VisibleText.of(text)))</span>"
    }
}

extension JSONToken.Kind {
    fileprivate var opens: Bool { self == .beginObject || self == .beginArray }
    fileprivate var closes: Bool { self == .endObject || self == .endArray }

    fileprivate var className: String {
        switch self {
        case .key: "key"
        case .string: "string"
        case .number: "number"
        case .true, .false, .null: "word"
        case .beginObject, .endObject, .beginArray, .endArray: "sign"
        }
    }
}

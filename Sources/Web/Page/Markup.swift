import Mustache

/// A piece of HTML: what stands in the source is markup, and every text that is put into it is escaped.
///
/// For what stands on a page a hundred times: a template looks up each of its names at run time, which takes longer than all the
/// rest of such a page.
struct Markup: ExpressibleByStringInterpolation, Sendable, Hashable {
    /// As it stands in the page.
    private(set) var text: String

    init(stringLiteral text: String) {
        self.text = text
    }

    init(stringInterpolation parts: Parts) {
        text = parts.text
    }

    /// Whether it is nothing.
    var isEmpty: Bool { text.isEmpty }

    /// Pieces one after the other.
    init(_ pieces: [Markup]) {
        text = pieces.reduce(into: "") { $0 += $1.text }
    }

    /// What an interpolated text is made of.
    struct Parts: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        mutating func appendInterpolation(_ value: String) {
            text += EscapedText.escape(value)
        }

        mutating func appendInterpolation(_ piece: Markup) {
            text += piece.text
        }

        /// A value, and nothing where there is none.
        mutating func appendInterpolation<Value>(_ value: Value?, _ markup: (Value) -> Markup) {
            if let value { text += markup(value).text }
        }
    }
}

/// In a template it stands between three braces: two would escape it once more.
extension Markup: MustacheCustomRenderable {
    var renderText: String { text }
    var isNull: Bool { false }
}

/// A drawing as SVG markup: what it is made of is named here, every value and every text is escaped.
///
/// Horizontal places are percentages, so that a drawing is as wide as its place and its texts keep their size. Colours are
/// classes of the style sheet: the page allows no inline style.
struct Drawing: Sendable, Hashable {
    /// The markup so far.
    private(set) var markup = ""
    private var open: [String] = []

    /// A drawing of a height in pixels, with what is told to those who do not see it.
    init(height: Int, label: String, kind: String = "chart") {
        begin(
            "svg", ("class", kind), ("width", "100%"), ("height", "\(height)"), ("role", "img"), ("aria-label", label))
    }

    /// A drawing with attributes of its own.
    init(attributes: (String, String)...) {
        tag("svg", attributes)
        markup += ">"
        open.append("svg")
    }

    /// A drawing that says nothing which is not said beside it.
    init(decoration kind: String, height: Int) {
        begin("svg", ("class", kind), ("width", "100%"), ("height", "\(height)"), ("aria-hidden", "true"))
    }

    /// An element without content, or with a text alone.
    mutating func add(_ name: String, _ attributes: (String, String)..., text: String? = nil) {
        tag(name, attributes)
        if let text { markup += ">" + EscapedText.escape(text) + "</\(name)>" } else { markup += "/>" }
    }

    /// An element that others stand in until ``end()``.
    mutating func begin(_ name: String, _ attributes: (String, String)...) {
        tag(name, attributes)
        markup += ">"
        open.append(name)
    }

    /// Ends the innermost element.
    mutating func end() {
        if let name = open.popLast() { markup += "</\(name)>" }
    }

    /// The whole drawing, all its elements ended.
    var finished: String {
        open.reversed().reduce(markup) { $0 + "</\($1)>" }
    }

    /// A percentage of the width: from 0 to 100, to the thousandth.
    static func percent(_ share: Double) -> String {
        "\(Phrase.decimal(min(100, max(0, share * 100)), 3))%"
    }

    private mutating func tag(_ name: String, _ attributes: [(String, String)]) {
        markup += "<\(name)"
        for (name, value) in attributes { markup += " \(name)=\"\(EscapedText.escape(value))\"" }
    }
}

/// An explanation as lines of text for a terminal: headings, numbered lists, wrapped to a width.
public struct ExplanationText: Sendable {
    /// The columns of a line; at least 40 are used.
    private let width: Int
    private let isColoured: Bool

    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - isColoured: whether headings are bold, with escapes of ANSI terminals.
    public init(width: Int, isColoured: Bool) {
        self.width = max(40, width)
        self.isColoured = isColoured
    }

    /// The explanation, without a line break at the end.
    public func text(of explanation: Explanation) -> String {
        var lines = [
            "\(heading(explanation.word)) – \(explanation.kind.rawValue), OCPP "
                + explanation.versions.joined(separator: ", ")
        ]
        lines += wrapped(
            "\(explanation.kind == .action ? "Sent by" : "In"): \(explanation.sender)", indent: 0, hanging: 4)
        lines += [""] + wrapped(explanation.meaning, indent: 2)
        lines += fields("Request", explanation.request) + fields("Response", explanation.response)
        lines += list(explanation.kind == .action ? "When it goes wrong" : "Likely causes", explanation.causes)
        lines += list("Check next", explanation.checks)
        lines += [""] + wrapped("\(heading("Specification")): \(explanation.specification)", indent: 0)
        return lines.joined(separator: "\n")
    }

    private func heading(_ text: String) -> String {
        isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    private func list(_ title: String, _ items: [String]) -> [String] {
        guard !items.isEmpty else { return [] }
        return ["", heading(title)]
            + items.enumerated().flatMap { number, item in wrapped("\(number + 1). \(item)", indent: 2, hanging: 5) }
    }

    /// A name and beside it what it means; below it where the name is long.
    private func fields(_ title: String, _ fields: [Explanation.Field]) -> [String] {
        guard !fields.isEmpty else { return [] }
        let column = min(26, width / 3, 4 + (fields.map(\.name.count).max() ?? 0))
        return ["", heading(title)]
            + fields.flatMap { field in
                var lines = wrapped(field.meaning, indent: column)
                guard field.name.count + 4 <= column else { return ["  " + field.name] + lines }
                let blanks = String(repeating: " ", count: column - 2 - field.name.count)
                lines[0] = "  " + field.name + blanks + lines[0].dropFirst(column)
                return lines
            }
    }

    /// Lines of whole words; a word that is longer than a line has one of its own.
    private func wrapped(_ text: String, indent: Int, hanging: Int? = nil) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: indent)
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: hanging ?? indent)
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return lines + [line]
    }
}

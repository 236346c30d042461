import Foundation

/// The Markdown document that figures are kept in: they stand between two marks, and what stands around them is left alone.
struct Document {
    private static let begin = "<!-- figures: written by `Benchmarks --write` -->"
    private static let end = "<!-- end of figures -->"

    private let path: String
    private let before: String
    private let after: String

    /// - Throws: ``UsageError`` when the file has no such marks, or cannot be read.
    init(_ path: String) throws(UsageError) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw UsageError("\(path) cannot be read")
        }
        guard let begin = text.range(of: Self.begin), let end = text.range(of: Self.end),
            begin.upperBound <= end.lowerBound
        else { throw UsageError("\(path) has no place for figures") }
        self.path = path
        before = String(text[..<begin.upperBound])
        after = String(text[end.lowerBound...])
    }

    /// Writes the file anew, with these figures between the marks.
    func write(figures: String) throws {
        try "\(before)\n\n\(figures)\n\(after)".write(toFile: path, atomically: true, encoding: .utf8)
    }
}

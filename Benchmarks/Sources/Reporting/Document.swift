import Foundation

/// The Markdown document that figures are kept in: they stand between two marks, and what stands around them is left alone.
public struct Document {
    private let path: String
    private let before: String
    private let after: String

    /// - Parameter writer: the program whose marks are looked for; each has its own.
    /// - Throws: ``UsageError`` when the file has no such marks, or cannot be read.
    public init(_ path: String, writer: String) throws(UsageError) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw UsageError("\(path) cannot be read")
        }
        guard let begin = text.range(of: "<!-- figures: written by `\(writer) --write` -->"),
            let end = text[begin.upperBound...].range(of: "<!-- end of figures -->")
        else { throw UsageError("\(path) has no place for the figures of \(writer)") }
        self.path = path
        before = String(text[..<begin.upperBound])
        after = String(text[end.lowerBound...])
    }

    /// Writes the file anew, with these figures between the marks.
    public func write(figures: String) throws {
        try "\(before)\n\n\(figures)\n\(after)".write(toFile: path, atomically: true, encoding: .utf8)
    }
}

/// A text with `*` for any characters, compared without regard to case. Without `*` the whole text must be equal.
public struct Glob: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    public let description: String
    /// The folded pieces between the stars: one piece where there is no star.
    private let pieces: [FoldedBytes]

    /// A pattern from its text.
    public init(_ pattern: String) {
        description = pattern
        pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map { FoldedBytes(String($0)) }
    }

    /// A text in which `*` is a character like any other.
    public init(literal text: String) {
        description = text
        pieces = [FoldedBytes(text)]
    }

    /// Whether only one text matches, letter case aside: no `*` stands for other characters.
    public var isLiteral: Bool { pieces.count == 1 }

    /// Whether the whole of `text` matches.
    public func matches(_ text: String) -> Bool {
        CaseFolding.withComparableBytes(of: text) { matches($0) }
    }

    private func matches(_ text: Span<UInt8>) -> Bool {
        guard let first = pieces.first, let last = pieces.last, first.isFound(at: 0, in: text) else { return false }
        var place = first.bytes.count
        guard pieces.count > 1 else { return place == text.count }
        for piece in pieces.dropFirst().dropLast() {
            guard let found = piece.firstIndex(in: text, from: place) else { return false }
            place = found + piece.bytes.count
        }
        let end = text.count - last.bytes.count
        return place <= end && last.isFound(at: end, in: text)
    }
}

/// A text with `*` for any characters, compared without regard to case. Without `*` the whole text must be equal.
public struct Glob: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    public let description: String
    /// The folded pieces between the stars.
    private let pieces: [[UInt8]]

    /// A pattern from its text.
    public init(_ pattern: String) {
        description = pattern
        pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map { Array(CaseFolding.fold(String($0)).utf8) }
    }

    /// A text in which `*` is a character like any other.
    public init(literal text: String) {
        description = text
        pieces = [Array(CaseFolding.fold(text).utf8)]
    }

    /// Whether the whole of `text` matches.
    public func matches(_ text: String) -> Bool {
        var rest = Array(CaseFolding.fold(text).utf8)[...]
        guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else {
            return rest.elementsEqual(pieces.first ?? [])
        }
        guard rest.starts(with: first) else { return false }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() {
            guard let found = rest.firstRange(ofBytes: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}

/// What is asked: a tree of conditions, as the parser makes it and every store reads it.
public indirect enum Query: Sendable, Hashable {
    /// Matches every entry: the empty query.
    case everything
    case and([Query])
    case or([Query])
    /// The complement: also what has no such field.
    case not(Query)
    /// A word or quoted text: a substring of action, charger id, site id or name, raw request, raw response.
    case text(FreeText)
    /// One key with the values it may have.
    case field(Field, [Value])

    /// A word or quoted text.
    public struct FreeText: Sendable, Hashable {
        public var text: String

        public init(_ text: String) {
            self.text = text
        }
    }

    /// One value after a key's colon.
    public enum Value: Sendable, Hashable {
        /// `*`: the field is there.
        case any
        /// A whole value; `*` in it stands for any characters.
        case glob(Glob)
    }
}

/// What the grammar remembers of a text beside its meaning. Places are indices of its Unicode scalars.
struct QueryNotes {
    /// A term of an AND, with its signs.
    struct Term {
        var start: Int
        /// Where it begins without `-` and `NOT`.
        var core: Int
        var end: Int
        var isNegated: Bool
        /// An `AND` was written before it.
        var followsAnd = false
    }

    /// Terms between two ORs.
    struct Piece {
        var terms: [Term] = []

        var place: Range<Int>? {
            guard let first = terms.first, let last = terms.last else { return nil }
            return first.start..<last.end
        }
    }

    /// A value that no list knows, of a key whose list is open.
    struct UnknownValue {
        var key: String
        var place: Range<Int>
        var suggestions: [String]
    }

    /// What stands outside of all brackets.
    var pieces: [Piece] = []
    /// Alternatives of several terms without brackets around them.
    var mixed: [Range<Int>] = []
    /// Words that are `or` between two terms.
    var smallOrs: [Range<Int>] = []
    var unknownValues: [UnknownValue] = []
}

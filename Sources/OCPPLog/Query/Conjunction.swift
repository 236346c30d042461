/// Collects the terms of an AND and merges filters of one key: side by side with blanks they are alternatives.
struct Conjunction {
    private var terms: [Query] = []
    /// Where the filters of the present run stand. A run ends at an explicit `AND`.
    private var places: [Field: Int] = [:]

    var isEmpty: Bool { terms.isEmpty }

    /// The terms as one query.
    var query: Query {
        terms.count == 1 ? terms[0] : .and(terms)
    }

    /// Adds a term that stands for itself.
    mutating func append(_ term: Query) {
        terms.append(term)
    }

    /// Adds a filter; its values join those of the same key in this run.
    mutating func merge(_ filter: Query) {
        guard filter.isMergeable, case .field(let field, let values) = filter else { return append(filter) }
        // Printed is the spelling that came first: a path of a payload has several.
        if let place = places[field], case .field(let first, let present) = terms[place] {
            terms[place] = .field(first, present + values)
        } else {
            places[field] = terms.count
            append(filter)
        }
    }

    /// An explicit `AND` was read.
    mutating func endRun() {
        places = [:]
    }
}

extension Query {
    /// Whether it is a filter that joins others of its key: what is compared does not, nor do keys of which an entry can have
    /// several values.
    var isMergeable: Bool {
        guard case .field(let field, let values) = self, !field.isManyValued else { return false }
        return !values.contains { if case .comparison = $0 { true } else { false } }
    }

    /// The complement; two of them are none.
    var negated: Query {
        if case .not(let query) = self { return query }
        return .not(self)
    }
}

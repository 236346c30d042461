/// What `is:pinned` means: the entries that are pinned when it is asked.
extension Query {
    /// Whether it asks for pinned entries: then it is resolved before it is asked of entries.
    public var asksPins: Bool { asks(\.meansPinned) }

    /// Whether it names `pinned`, and no pattern that takes it in among others.
    public var namesPins: Bool { asks(\.isPinned) }

    private func asks(_ isMeant: (Value) -> Bool) -> Bool {
        switch self {
        case .everything, .text: false
        case .not(let query): query.asks(isMeant)
        case .and(let queries), .or(let queries): queries.contains { $0.asks(isMeant) }
        case .field(.is, let values): values.contains(where: isMeant)
        case .field: false
        }
    }

    /// The same query with what is pinned: `is:pinned` finds nothing before.
    ///
    /// It prints as the query it was made of. Resolving again forgets what was known.
    public func resolving(pinned ids: EntryIDs) -> Query {
        switch self {
        case .everything, .text: return self
        case .not(let query): return .not(query.resolving(pinned: ids))
        case .and(let queries): return .and(queries.map { $0.resolving(pinned: ids) })
        case .or(let queries): return .or(queries.map { $0.resolving(pinned: ids) })
        case .field(.is, let values):
            guard values.contains(where: \.meansPinned) else { return self }
            let typed = values.filter { if case .entries = $0 { false } else { true } }
            return .field(.is, ids.isEmpty ? typed : typed + [.entries(ids)])
        case .field: return self
        }
    }

    /// The query that finds some entries, whatever they are. It has no text.
    public static func entries(_ ids: EntryIDs) -> Query { .field(.is, [.entries(ids)]) }
}

extension Query.Value {
    /// Whether it is `pinned`.
    fileprivate var isPinned: Bool { self == .glob(Glob(literal: EntryMark.pinned.rawValue)) }

    /// Whether it is `pinned`, or a pattern that takes it in.
    fileprivate var meansPinned: Bool {
        switch self {
        case .any: true
        case .glob(let glob): glob.matches(EntryMark.pinned.rawValue)
        case .number, .quantity, .range, .comparison, .times, .entries: false
        }
    }
}

/// How a walk over entries ended.
public struct WalkEnd: Sendable, Hashable {
    /// Whether every entry was visited; false when the body ended the walk.
    public var isComplete: Bool
    /// So many entries may be missing, since what holds them is damaged.
    public var unreadable: Int

    /// The end of a walk.
    public init(isComplete: Bool, unreadable: Int = 0) {
        self.isComplete = isComplete
        self.unreadable = unreadable
    }
}

extension EntryStore {
    /// One page after the other: for stores that know no faster way.
    public func walk(_ search: Search, _ body: ([Entry]) async throws -> Bool) async throws -> WalkEnd {
        try await walkByPages(search, body)
    }

    /// The walk in its plainest form: what another one is compared with.
    public func walkByPages(_ search: Search, _ body: ([Entry]) async throws -> Bool) async throws -> WalkEnd {
        var search = search
        search.budget = nil
        var end = WalkEnd(isComplete: true)
        repeat {
            try Task.checkCancellation()
            let page = try await self.search(search)
            end.unreadable += page.unreadable
            if !page.entries.isEmpty {
                let goesOn = try await body(page.entries)
                guard goesOn else {
                    end.isComplete = page.next == nil
                    return end
                }
            }
            search.after = page.next
        } while search.after != nil
        return end
    }
}

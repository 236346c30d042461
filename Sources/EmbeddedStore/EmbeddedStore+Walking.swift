public import OCPPLog

extension EmbeddedStore {
    /// Goes through every entry that matches, in batches of 4,096 at most; each block is decoded once where segments follow each
    /// other in time. Up to four segments are held in memory, 20 MB each.
    public func walk(_ search: Search, _ body: ([Entry]) async throws -> Bool) async throws -> WalkEnd {
        var search = search
        search.query = try await search.query.resolving(from: self)
        var walk = StoreWalk(search, tables: tables, report: { [figures] _, segment in figures.damaged(segment) })
        var end = WalkEnd(isComplete: true)
        while let entries = try await onView({ try await walk.batch(in: $0.files) }) {
            let goesOn = try await body(entries)
            guard goesOn else {
                end.isComplete = try await onView { try await walk.batch(in: $0.files) } == nil
                break
            }
        }
        end.unreadable = try await walk.unreadable + view().unreadable
        return end
    }
}

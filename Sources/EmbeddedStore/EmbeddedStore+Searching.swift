import Foundation
public import OCPPLog

extension EmbeddedStore {
    /// So often a search begins again when what it looks at is dropped or rewritten meanwhile.
    private static let mostTries = 20

    /// Up to `limit` entries that match, in the order that is asked for.
    public func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        let (began, elapsed) = (figures.elapsed(), figures.elapsed)
        var search = search
        search.query = try await search.query.resolving(from: self)
        return try await onView { [search] view in
            let work = StoreSearch(
                search, files: view.files, tables: tables, spares: spareBlocks,
                cores: ProcessInfo.processInfo.activeProcessorCount, elapsed: { elapsed() - began }, progress: progress,
                report: { [figures] _, segment in figures.damaged(segment) })
            var page = try await work.page()
            page.unreadable += view.unreadable
            return page
        }
    }

    /// One entry; nil when there is none with that id.
    public func entry(_ id: EntryID) async throws -> Entry? {
        try await onView { try await EntryLookup(id).entry(in: $0.files) }
    }

    /// Works on what there is now, and again when that is out of date.
    func onView<Value>(_ work: (StoreView) async throws -> Value) async throws -> Value {
        try await use {
            for _ in 0..<Self.mostTries {
                try Task.checkCancellation()
                do {
                    return try await work(try await view())
                } catch is BlockGone {
                    continue
                } catch is ViewIsStale {
                    continue
                }
            }
            throw StoreError(.failed, "the log changes too quickly to be read")
        }
    }
}

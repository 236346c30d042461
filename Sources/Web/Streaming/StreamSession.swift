import OCPP
import OCPPLog

/// What one client of the stream is sent: first what it missed, from the store, then what is committed.
struct StreamSession: Sendable {
    let store: any EntryStore
    let tail: LiveTail
    let watcher: TailWatcher
    let query: Query
    let sites: SiteDirectory
    let form: StreamForm
    /// Where the client goes on; nil for one that is new.
    let from: TailPlace?

    /// Entries that are read from the store together.
    private static let batch = 500

    /// Puts events until the client leaves or the tail ends.
    func run(_ outlet: Outlet) async throws {
        defer { watcher.end() }
        // The head of the answer goes out with it, and a client that breaks off before the first event knows its place.
        try await outlet.put(StreamEvents.greeting(at: from ?? watcher.start))
        if let from { try await catchUp(from: from, to: watcher.start, outlet) }
        // While it caught up more may have been committed than there is room for: that is read from the store as well.
        var isCatchingUp = from != nil
        while let event = await watcher.next() {
            switch event {
            case .gap(let gap) where isCatchingUp: try await catchUp(from: gap.from, to: gap.to, outlet)
            case .gap(let gap): try await outlet.put(StreamEvents.gap(gap))
            case .batch(let batch):
                isCatchingUp = false
                try await outlet.put(
                    batch.rendered(form.name) { StreamEvents.rows($0.entries, as: form, at: $0.place) })
            case .quiet(let place):
                isCatchingUp = false
                try await outlet.put(StreamEvents.ping(at: place))
            }
        }
    }

    /// Reads in the store what was committed behind one place and up to another.
    private func catchUp(from start: TailPlace, to end: TailPlace, _ outlet: Outlet) async throws {
        var start = start
        if let rest = start.catchingUp {
            // The client broke off while it caught up: it goes on there.
            let middle = TailPlace(origin: start.origin, sequence: rest.end, moment: rest.endMoment)
            try await read(from: start, to: middle, after: rest.after, outlet)
            start = middle
        }
        if start.sequence < end.sequence { try await read(from: start, to: end, after: nil, outlet) }
        try await outlet.put(StreamEvents.place(end))
    }

    private func read(from start: TailPlace, to end: TailPlace, after: Cursor?, _ outlet: Outlet) async throws {
        let search = Search(
            query, from: start.moment.advanced(by: .zero - tail.limits.lateness), order: .oldestFirst, after: after,
            limit: Self.batch, sites: sites)
        _ = try await store.walk(search) { entries in
            guard !tail.isFinished else { throw CancellationError() }
            let missed = entries.filter {
                $0.id.origin == start.origin && $0.id.sequence > start.sequence && $0.id.sequence <= end.sequence
            }
            guard let last = missed.last else { return true }
            var place = start
            place.catchingUp = TailPlace.CatchingUp(
                end: end.sequence, endMoment: end.moment, after: Cursor(after: last))
            try await outlet.put(StreamEvents.rows(missed, as: form, at: place))
            return true
        }
    }
}

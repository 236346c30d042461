public import OCPPLog
import Synchronization

/// The boots of a store, read once and kept up while entries come in.
final class BootCache: Sendable {
    private struct State {
        /// Nil until somebody asks.
        var directory: BootDirectory?
        /// What came in while boots were read: it may be missing in what was read.
        var arrived: [Entry] = []
        /// Rises with what cannot be added alone.
        var generation = 0
        /// So many entries had been dropped when it was read.
        var dropped = 0
        var readers = 0
    }

    private let state = Mutex(State())

    /// What was written.
    func add(_ entries: [Entry]) {
        let boots = entries.filter(BootDirectory.isBoot)
        guard !boots.isEmpty else { return }
        state.withLock { state in
            for boot in boots { state.directory?.add(boot) }
            if state.readers > 0 { state.arrived += boots }
        }
    }

    /// All has to be read again.
    func forget() {
        state.withLock { state in
            state.directory = nil
            state.generation += 1
        }
    }

    /// How many boots are known, and how many were forgotten since a station had too many.
    var figures: (known: Int, forgotten: Int) {
        state.withLock { ($0.directory?.count ?? 0, $0.directory?.forgotten ?? 0) }
    }

    /// What is known; otherwise what is read.
    /// - Parameter dropped: so many entries were dropped until now. Boots may be among them, so all is read again after that.
    func boots(dropped: Int, read: () async throws -> BootDirectory) async throws -> BootDirectory {
        let (known, generation) = state.withLock { state in
            if state.dropped != dropped {
                (state.directory, state.dropped) = (nil, dropped)
                state.generation += 1
            }
            if state.directory == nil { state.readers += 1 }
            return (state.directory, state.generation)
        }
        if let known { return known }
        defer {
            state.withLock { state in
                state.readers -= 1
                if state.readers == 0 { state.arrived = [] }
            }
        }
        var directory = try await read()
        return state.withLock { state in
            for boot in state.arrived { directory.add(boot) }
            if state.generation == generation { state.directory = directory }
            return directory
        }
    }
}

extension EmbeddedStore: BootSource {
    private static let page = 1_000

    /// All boots, the oldest first. They are read once; a log that somebody else writes is read each time.
    public func boots() async throws -> BootDirectory {
        guard case .writing = side else { return try await readBoots() }
        let dropped = figures.now.dropped.values.reduce(0, +)
        return try await bootCache.boots(dropped: dropped) { try await readBoots() }
    }

    private func readBoots() async throws -> BootDirectory {
        var directory = BootDirectory()
        var search = Search(BootDirectory.query, order: .oldestFirst, limit: Self.page)
        while true {
            let page = try await self.search(search)
            for entry in page.entries { directory.add(entry) }
            guard let next = page.next else { return directory }
            search.after = next
        }
    }
}

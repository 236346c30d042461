import OCPP
import Synchronization

/// Hands what was committed to those who watch, each what matches its query. A query that several watch with is matched once.
///
/// The recorder only leaves entries here, whatever watchers do: ``run(clock:)`` matches them on a task of its own.
public final class LiveTail: Sendable {
    private struct State {
        /// The place behind what was handed out.
        var place: TailPlace
        var waiting: [Entry] = []
        var waitingBytes = 0
        /// How many entries were let go of without being matched, and the place behind them.
        var unmatched = 0
        var watchers: [Int: Watch] = [:]
        var nextNumber = 0
        var isFinished = false
        var counts = TailCounts()
        /// What stations said when they booted; nil until a watcher asks for it.
        var boots: BootDirectory?
        /// So many read boots out of the store, and those that were committed since the first of them began.
        var learners = 0
        var arrived = BootDirectory()

        mutating func endLearning() {
            learners -= 1
            if learners == 0 { arrived = BootDirectory() }
        }
    }

    /// One watcher; the tail does not keep it alive.
    private struct Watch {
        weak var watcher: TailWatcher?
        var query: Query
    }

    /// The sites by name, for matching.
    private let sites: SiteDirectory
    /// What is held at most.
    public let limits: TailLimits
    private let state: Mutex<State>
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    /// - Parameter place: the place behind what is in the store already.
    public init(from place: TailPlace, sites: SiteDirectory = SiteDirectory(), limits: TailLimits = TailLimits()) {
        self.sites = sites
        self.limits = limits
        state = Mutex(State(place: place))
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes entries that are in the store now. Returns at once.
    public func publish(_ entries: [Entry]) {
        guard !entries.isEmpty else { return }
        state.withLock { state in
            guard !state.isFinished else { return }
            if state.boots != nil { for entry in entries { state.boots?.add(entry) } }
            if state.learners > 0 { for entry in entries { state.arrived.add(entry) } }
            // Without watchers there is nothing to match, and only the place goes on.
            guard !state.watchers.isEmpty else {
                for entry in state.waiting { state.place.pass(entry) }
                for entry in entries { state.place.pass(entry) }
                state.waiting = []
                state.waitingBytes = 0
                return
            }
            state.waiting += entries
            state.waitingBytes += entries.reduce(0) { $0 + Self.size(of: $1) }
            if state.waiting.count > limits.waitingEntries || state.waitingBytes > limits.waitingBytes {
                for entry in state.waiting { state.place.pass(entry) }
                state.unmatched += state.waiting.count
                state.waiting = []
                state.waitingBytes = 0
            }
        }
        wake.yield()
    }

    /// A place that nothing which is found later lies before: who watches from here misses nothing.
    public var place: TailPlace { state.withLock { $0.place } }

    /// Begins to watch; what is committed from now on comes.
    /// - Throws: ``TailIsFull`` when there are as many watchers as there may be.
    public func watch(_ query: Query) throws(TailIsFull) -> TailWatcher {
        let watcher: TailWatcher? = state.withLock { state in
            guard state.watchers.count < limits.watchers else {
                state.counts.refused += 1
                return nil
            }
            state.nextNumber += 1
            let number = state.nextNumber
            let watcher = TailWatcher(limits: limits, at: state.place) { [weak self] in self?.forget(number) }
            state.watchers[number] = Watch(watcher: watcher, query: query)
            if state.isFinished { watcher.end() }
            return watcher
        }
        guard let watcher else { throw TailIsFull(watchers: limits.watchers) }
        return watcher
    }

    /// Reads what stations said when they booted: queries with `vendor:`, `model:` or `firmware:` find nothing before.
    ///
    /// It is read for every watcher that asks, so that what the store does not hold any more is forgotten here as well.
    /// - Throws: what the store throws; then what was known stays.
    public func learnBoots(from source: some BootSource) async throws {
        state.withLock { state in
            // Boots that are committed from now on are added, also while the store is read.
            if state.learners == 0 { state.arrived = BootDirectory() }
            state.learners += 1
        }
        do {
            var known = try await source.boots()
            state.withLock { state in
                known.formUnion(state.arrived)
                state.boots = known
                state.endLearning()
            }
        } catch {
            state.withLock { $0.endLearning() }
            throw error
        }
    }

    /// A watcher was cut off since it took nothing for too long.
    public func noteCut() {
        state.withLock { $0.counts.cut += 1 }
    }

    /// Ends every watcher, and ``run(clock:)``.
    public func finish() {
        let watchers = state.withLock { state in
            state.isFinished = true
            state.waiting = []
            state.waitingBytes = 0
            return state.watchers.values.compactMap(\.watcher)
        }
        for watcher in watchers { watcher.end() }
        wake.finish()
    }

    /// Whether ``finish()`` was called.
    public var isFinished: Bool { state.withLock { $0.isFinished } }

    /// Matches and hands out until ``finish()`` is called or the task is cancelled.
    /// - Parameter clock: measures how long watchers were told nothing.
    public func run(clock: any Clock<Duration> = ContinuousClock()) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while (try? await clock.sleep(for: self.limits.quiet)) != nil, !self.isFinished {
                    self.tellQuiet()
                }
            }
            for await _ in wakes { handOut() }
            group.cancelAll()
        }
    }

    /// Matches what waits and hands it out.
    func handOut() {
        // Watchers are let go of outside the lock: their end takes it.
        let (parts, watches, boots) = state.withLock { state in
            var place = state.place
            var parts: [Part] = []
            if state.unmatched > 0 { parts.append(Part(lost: state.unmatched, place: place)) }
            for chunk in state.waiting.chunks(of: Self.chunk) {
                for entry in chunk { place.pass(entry) }
                parts.append(Part(entries: Array(chunk), place: place))
            }
            state.place = place
            state.waiting = []
            state.waitingBytes = 0
            state.unmatched = 0
            let watches = state.watchers.values.compactMap { watch in
                watch.watcher.map { (query: watch.query, watcher: $0) }
            }
            return (parts, watches, state.boots ?? BootDirectory())
        }
        let groups = Dictionary(grouping: watches, by: \.query).map { query, watches in
            (
                matcher: QueryMatcher(query.asksBoots ? query.resolving(boots) : query, sites: sites),
                watchers: watches.map(\.watcher)
            )
        }
        var counts = TailCounts()
        for part in parts {
            for group in groups {
                let matching = part.entries.filter(group.matcher.matches)
                let batch = matching.isEmpty ? nil : TailBatch(entries: matching, place: part.place)
                for watcher in group.watchers {
                    let dropped = watcher.change { queue in
                        if part.lost > 0 { return queue.lose(part.lost, upTo: part.place) }
                        guard let batch else {
                            queue.pass(to: part.place)
                            return 0
                        }
                        return queue.add(batch)
                    }
                    counts.dropped += dropped
                    counts.delivered += matching.count
                }
            }
        }
        state.withLock { state in
            state.counts.dropped += counts.dropped
            state.counts.delivered += counts.delivered
        }
    }

    /// Tells those that nothing waits for.
    private func tellQuiet() {
        let watchers = state.withLock { $0.watchers.values.compactMap(\.watcher) }
        for watcher in watchers { watcher.change { $0.becomeQuiet() } }
    }

    private func forget(_ number: Int) {
        state.withLock { _ = $0.watchers.removeValue(forKey: number) }
    }

    /// How the watchers are doing.
    var counts: TailCounts {
        state.withLock { state in
            var counts = state.counts
            counts.watchers = state.watchers.count
            counts.waiting = state.waiting.count
            return counts
        }
    }

    /// So many entries are handed out together.
    private static let chunk = 500

    private static func size(of entry: Entry) -> Int {
        512 + (entry.request?.bytes.count ?? 0) + (entry.response?.bytes.count ?? 0)
    }

    /// Entries that were committed, or a number of them that is lost, and the place behind them.
    private struct Part {
        var entries: [Entry] = []
        var lost = 0
        var place: TailPlace

        init(entries: [Entry], place: TailPlace) {
            self.entries = entries
            self.place = place
        }

        init(lost: Int, place: TailPlace) {
            self.lost = lost
            self.place = place
        }
    }
}

extension Array {
    /// Pieces of at most so many elements.
    fileprivate func chunks(of count: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
    }
}

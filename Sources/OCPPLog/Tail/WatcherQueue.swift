/// What waits for one watcher: batches, and in front of them the gap where others were. Decides, wakes nobody.
struct WatcherQueue {
    private let limits: TailLimits
    private var batches: [TailBatch] = []
    private var entries = 0
    private var bytes = 0
    private var gap: TailGap?
    /// The place behind what the watcher was given last.
    private var taken: TailPlace
    /// The place behind everything that was offered.
    private var offered: TailPlace
    private var isQuiet = false
    private(set) var isFinished = false

    init(limits: TailLimits, at place: TailPlace) {
        self.limits = limits
        taken = place
        offered = place
    }

    /// Adds a batch.
    /// - Returns: how many entries became part of a gap.
    mutating func add(_ batch: TailBatch) -> Int {
        guard !isFinished else { return 0 }
        offered = batch.place
        isQuiet = false
        let fits =
            entries + batch.entries.count <= limits.entriesPerWatcher && bytes + batch.size <= limits.bytesPerWatcher
        // One batch alone has room, however large: it is in memory already.
        if fits || batches.isEmpty {
            batches.append(batch)
            entries += batch.entries.count
            bytes += batch.size
            return 0
        }
        return lose(batch.entries.count, upTo: batch.place)
    }

    /// Entries that could not even be matched: all that waits becomes one gap with them.
    mutating func lose(_ count: Int, upTo place: TailPlace) -> Int {
        guard !isFinished else { return 0 }
        offered = place
        let lost = entries + count
        gap = TailGap(from: gap?.from ?? taken, to: place, count: (gap?.count ?? 0) + lost)
        batches = []
        entries = 0
        bytes = 0
        return lost
    }

    /// Nothing of what was committed up to a place matches.
    mutating func pass(to place: TailPlace) {
        offered = place
    }

    /// The watcher was told nothing for a while.
    mutating func becomeQuiet() {
        isQuiet = true
    }

    /// Whether ``next()`` has something.
    var hasNext: Bool { gap != nil || !batches.isEmpty || isQuiet }

    /// What comes next; nil while there is nothing.
    mutating func next() -> TailEvent? {
        if let gap {
            self.gap = nil
            taken = gap.to
            return .gap(gap)
        }
        if !batches.isEmpty {
            let batch = batches.removeFirst()
            entries -= batch.entries.count
            bytes -= batch.size
            taken = batch.place
            return .batch(batch)
        }
        guard isQuiet else { return nil }
        isQuiet = false
        taken = offered
        return .quiet(offered)
    }

    /// Takes nothing in any more; what waits is let go of.
    mutating func finish() {
        isFinished = true
        batches = []
        gap = nil
        isQuiet = false
        entries = 0
        bytes = 0
    }
}

import OCPP

/// The bounded queue between the connections and the recorder. What does not fit is counted per charging station.
struct Inbox {
    /// What the recorder has to do next.
    enum Need {
        /// There is something to write.
        case work
        /// Nothing to write now, but a loss to tell of, or its end, in a while.
        case pause
        /// Nothing, until something comes in.
        case sleep
        /// Nothing for ever.
        case end
    }

    let limits: RecorderLimits
    private var queue = RecordableQueue()
    private var writing = (recordables: 0, bytes: 0)
    /// How many were ever taken in, and out again.
    private var takenIn = 0
    private var takenOut = 0
    private(set) var losses: [ChargerID: Loss] = [:]
    private(set) var episode: LossEpisode?
    /// Frames lost since the start.
    private(set) var framesLost = 0
    /// Before this moment no further gap is told: at most one per charging station in ``RecorderLimits/gapInterval``.
    private var nextTelling = Duration.zero
    /// Open CALLs that were taken in and have not ended: what the store may have to forget.
    private var open: Set<OpenCall.Key> = []
    /// Why the last write failed; nil when it did not.
    var failure: StoreFailure?
    /// No more is taken in; what waits is still written.
    var isFinished = false
    /// The last batch was taken out: nobody is left to write a gap.
    private var isClosed = false
    /// The recorder, while it waits for work.
    var reader: CheckedContinuation<Need?, Never>?

    init(limits: RecorderLimits) {
        self.limits = limits
    }

    /// How many wait to be written.
    var waiting: Int { queue.count }

    /// How many are held: what waits, and what is being written.
    var held: Int { waiting + writing.recordables }

    /// About how much memory that takes, in bytes.
    var heldBytes: Int { queue.bytes + writing.bytes }

    /// Whether so much waits that the recorder should not wait for more.
    var isPressing: Bool { waiting >= limits.batch || queue.bytes >= limits.batchBytes }

    /// Queues recordables, so far as there is room, and counts the rest as lost.
    /// - Parameter bytes: the sum of their sizes.
    /// - Returns: the number of frames lost.
    mutating func add(_ recordables: [Recordable], bytes: Int) -> Int {
        guard !isFinished, hasRoom(for: recordables.count, bytes) else { return recordables.reduce(0) { $0 + add($1) } }
        for recordable in recordables { note(recordable) }
        queue.append(recordables, bytes: bytes)
        takenIn += recordables.count
        return 0
    }

    /// Queues one recordable, or counts it as lost.
    /// - Returns: the number of frames lost.
    mutating func add(_ recordable: Recordable) -> Int {
        let size = recordable.size
        guard !isFinished, hasRoom(for: 1, size) else { return lose(recordable) }
        note(recordable)
        queue.append([recordable], bytes: size)
        takenIn += 1
        return 0
    }

    private func hasRoom(for recordables: Int, _ bytes: Int) -> Bool {
        held + recordables <= limits.waitingRecordables && heldBytes + bytes <= limits.waitingBytes
    }

    private mutating func note(_ recordable: Recordable) {
        switch recordable {
        case .opened(let call): open.insert(call.key)
        case .completed(_, let closes): if let closes { open.remove(closes) }
        }
    }

    /// Counts frames as lost that could not even be offered.
    /// - Returns: the number of frames lost.
    mutating func lose(_ frames: LostFrames) -> Int {
        lose(frames.entry, closes: nil, isFinished ? .stopped : .unread)
    }

    /// Notes when frames were lost.
    /// - Parameter cause: nil: there was no room here.
    /// - Returns: the episode of losses that begins with them; nil when one is going on already.
    mutating func noteLoss(
        of frames: Int, by cause: LossCause? = nil, at moment: Duration, _ now: Timestamp
    ) -> LossEpisode? {
        let isFirst = episode == nil
        var current = episode ?? LossEpisode(since: now, at: moment, cause: cause ?? self.cause)
        framesLost += frames
        current.frames += frames
        current.last = moment
        episode = current
        return isFirst ? current : nil
    }

    /// What has to be done next.
    func need(at moment: Duration) -> Need {
        if waiting > 0 || isTellingDue(at: moment) { return .work }
        if isFinished { return .end }
        return episode == nil ? .sleep : .pause
    }

    /// Takes out what is written next: a loss after everything that was queued before its first frame.
    mutating func take(at moment: Duration) -> (recordables: RecordableQueue.Taken, losses: [Loss]) {
        let taken = queue.take(atMost: limits.batch, bytes: limits.batchBytes)
        writing.recordables += taken.count
        writing.bytes += taken.bytes
        takenOut += taken.count
        isClosed = isFinished && waiting == 0
        return (taken, takeDueLosses(at: moment))
    }

    /// What was taken out is not held any more.
    mutating func wrote() {
        writing = (0, 0)
    }

    /// Counts as lost what was taken out and can never be written.
    /// - Parameter isLast: nothing can be written any more, no gap either.
    /// - Returns: the number of frames that were not counted before, as those that a gap tells of were.
    mutating func giveUp(_ entries: [Entry], _ cause: LossCause, isLast: Bool) -> Int {
        if !isLast { for entry in entries { _ = lose(entry, closes: nil, cause) } }
        return entries.reduce(0) { $0 + ($1.kind == .gap ? 0 : $1.frameCount) }
    }

    /// Ends the episode of losses when all are told and none was added for a while.
    /// - Returns: the episode that ended.
    mutating func endEpisode(at moment: Duration) -> LossEpisode? {
        guard let episode, losses.isEmpty else { return nil }
        guard isClosed || moment - episode.last >= limits.gapInterval else { return nil }
        self.episode = nil
        return episode
    }

    private var cause: LossCause {
        if isFinished { return .stopped }
        return failure.map { .failed($0) } ?? .slow
    }

    private func isTellingDue(at moment: Duration) -> Bool {
        !losses.isEmpty && (isFinished || moment >= nextTelling)
    }

    private mutating func takeDueLosses(at moment: Duration) -> [Loss] {
        guard isTellingDue(at: moment) else { return [] }
        let due = losses.values.filter { $0.place <= takenOut }
        guard !due.isEmpty else { return [] }
        for loss in due { losses[loss.charger] = nil }
        nextTelling = moment + limits.gapInterval
        return due.sorted { ($0.place, $0.charger.rawValue) < ($1.place, $1.charger.rawValue) }
    }

    private mutating func lose(_ recordable: Recordable) -> Int {
        guard case .completed(let entry, let closes) = recordable else { return 0 }
        let known = closes.flatMap { open.remove($0) }
        return lose(entry, closes: known, cause)
    }

    private mutating func lose(_ entry: Entry, closes: OpenCall.Key?, _ cause: LossCause) -> Int {
        let charger = entry.chargerID
        // At the end there is nobody left to write a gap: the loss is counted alone.
        guard !isClosed, losses[charger] != nil || losses.count < max(1, limits.waitingRecordables) else {
            return entry.frameCount
        }
        losses[charger, default: Loss(entry, cause: cause, place: takenIn)].add(entry, closes: closes, cause: cause)
        return entry.frameCount
    }
}

import OCPP

/// The bounded queue between the connections and the recorder. What does not fit is counted per charging station.
struct Inbox {
    /// Frames of one charging station that there was no room for.
    struct Loss {
        var first: Entry
        var frames = 0
        /// Open CALLs that ended among what was lost; the store must forget them all the same.
        var closes: [OpenCall.Key] = []
    }

    let limits: RecorderLimits
    private var queue: [Recordable] = []
    /// What lies before this place in the queue was taken out. It is moved together now and then, not each time.
    private var head = 0
    private(set) var bytes = 0
    private(set) var losses: [ChargerID: Loss] = [:]
    /// Open CALLs that were taken in and have not ended: what the store may have to forget.
    private var open: Set<OpenCall.Key> = []
    /// No more is taken in; what waits is still written.
    var isFinished = false
    /// The recorder, while it waits for work.
    var reader: CheckedContinuation<Void, Never>?

    init(limits: RecorderLimits) {
        self.limits = limits
    }

    /// How many wait to be written.
    var waiting: Int { queue.count - head }

    var isEmpty: Bool { waiting == 0 && losses.isEmpty }

    /// Whether so much waits that the recorder should not wait for more.
    var isPressing: Bool { waiting >= limits.batch }

    /// Queues one recordable, or counts it as lost.
    /// - Returns: the number of frames lost.
    mutating func add(_ recordable: Recordable) -> Int {
        let size = recordable.size
        let hasRoom = waiting < limits.waitingRecordables && bytes + size <= limits.waitingBytes
        guard hasRoom, !isFinished else { return lose(recordable) }
        switch recordable {
        case .opened(let call): open.insert(call.key)
        case .completed(_, let closes): if let closes { open.remove(closes) }
        }
        queue.append(recordable)
        bytes += size
        return 0
    }

    /// Takes out what is written next.
    mutating func take() -> (recordables: [Recordable], losses: [ChargerID: Loss]) {
        let taken = Array(queue[head...].prefix(limits.batch))
        head += taken.count
        bytes -= taken.reduce(0) { $0 + $1.size }
        if head > queue.count / 2 {
            queue.removeFirst(head)
            head = 0
        }
        // A loss is told after everything that waited before it.
        guard waiting == 0 else { return (taken, [:]) }
        defer { losses = [:] }
        return (taken, losses)
    }

    private mutating func lose(_ recordable: Recordable) -> Int {
        guard case .completed(let entry, let closes) = recordable else { return 0 }
        // At the end there is nobody left to write a gap: the loss is counted alone.
        guard !isFinished, losses[entry.chargerID] != nil || losses.count < limits.waitingRecordables else {
            return entry.frameCount
        }
        var loss = losses[entry.chargerID] ?? Loss(first: entry.withoutFrames)
        loss.frames += entry.frameCount
        if let closes, open.remove(closes) != nil { loss.closes.append(closes) }
        losses[entry.chargerID] = loss
        return entry.frameCount
    }
}

extension Recordable {
    /// About how much memory it takes, in bytes.
    fileprivate var size: Int {
        switch self {
        case .opened(let call): call.entry.size
        case .completed(let entry, _): entry.size
        }
    }
}

extension Entry {
    fileprivate var size: Int { 512 + (request?.bytes.count ?? 0) + (response?.bytes.count ?? 0) }

    /// The frames that the entry is made of; a connection entry counts as one.
    fileprivate var frameCount: Int { max(1, (request == nil ? 0 : 1) + (response == nil ? 0 : 1)) }

    fileprivate var withoutFrames: Entry {
        Entry(
            kind: .gap, datetime: datetime, chargerID: chargerID, connectionID: connectionID, source: .cp,
            version: version)
    }
}

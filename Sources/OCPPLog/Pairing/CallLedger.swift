import OCPP

/// The CALLs of one side of a connection: those that are open, and the last few that are not any more.
struct CallLedger: Sendable {
    /// Oldest first, which is also the order of the deadlines. Those before `head` are gone: the places of the oldest are left
    /// empty and closed up now and then, so that a side with many open CALLs does not move all of them for each.
    private var waiting: [OpenCall?] = []
    /// Until when each of them waits. Beside them, so that a CALL that is taken off is moved and not copied.
    private var deadlines: [Timestamp] = []
    private var head = 0
    private var remembered: [FinishedCall] = []
    /// How long the frames of the open CALLs are together.
    private var bytes = 0

    /// The number of the oldest open CALL.
    var oldestNumber: Int64? { head < waiting.count ? waiting[head]?.key.number : nil }

    /// When the oldest CALL has waited long enough.
    var nextDeadline: Timestamp? { head < waiting.count ? deadlines[head] : nil }

    /// Whether the oldest CALL must go before one with a frame of so many bytes may come.
    func isFull(for size: Int) -> Bool {
        let count = waiting.count - head
        return count >= Correlator.maximumOpen || (count > 0 && bytes + size > Correlator.maximumOpenBytes)
    }

    /// The latest finished CALL with that id, if it is remembered.
    func finished(_ id: UniqueID) -> FinishedCall? {
        remembered.last { $0.uniqueID == id }
    }

    mutating func add(_ call: OpenCall, until deadline: Timestamp) {
        bytes += call.entry.request?.length ?? 0
        waiting.append(call)
        deadlines.append(deadline)
    }

    /// The clock was set back: no CALL waits beyond that moment, which is the timeout from now on.
    mutating func waitNoLonger(than deadline: Timestamp) {
        for index in head..<waiting.count {
            deadlines[index] = min(deadlines[index], deadline)
        }
    }

    /// Takes the open CALL with that id off and remembers it; nil when there is none.
    mutating func take(_ id: UniqueID, answered: Bool) -> OpenCall? {
        // An answer is mostly for the newest.
        var index = waiting.count
        while index > head {
            index -= 1
            if waiting[index]?.entry.uniqueID == id { return take(at: index, answered: answered) }
        }
        return nil
    }

    /// Takes the oldest open CALL off and remembers it as unanswered.
    mutating func takeOldest() -> OpenCall? {
        head < waiting.count ? take(at: head, answered: false) : nil
    }

    private mutating func take(at index: Int, answered: Bool) -> OpenCall? {
        var taken: OpenCall?
        swap(&taken, &waiting[index])
        if index == waiting.count - 1 {
            waiting.removeLast()
            deadlines.removeLast()
        } else if index == head {
            head += 1
        } else {
            waiting.remove(at: index)
            deadlines.remove(at: index)
        }
        if head * 2 > waiting.count {
            waiting.removeFirst(min(head, waiting.count))
            deadlines.removeFirst(min(head, deadlines.count))
            head = 0
        }
        bytes -= taken?.entry.request?.length ?? 0
        if let finished = taken.flatMap({ FinishedCall($0.entry, wasAnswered: answered) }) { remember(finished) }
        return taken
    }

    /// Where there is no room, one that got its answer goes first: an answer that comes twice is rare, one that comes late is not.
    private mutating func remember(_ finished: FinishedCall) {
        if remembered.count >= Correlator.maximumRemembered {
            remembered.remove(at: remembered.firstIndex { $0.wasAnswered } ?? 0)
        }
        remembered.append(finished)
    }
}

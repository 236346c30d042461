import OCPP

/// Brings events into the order of their times, though each answer comes with its request: it is kept until its time has come.
///
/// Bounded: when too much waits, what is earliest goes on at once, and so before events that are earlier still.
struct EventOrder {
    /// So many events wait at most.
    static let most = 4_096
    /// And so many bytes.
    static let mostBytes = 16 << 20

    /// What waits, by time, and by arrival where the time is the same.
    private var waiting: [(time: Timestamp, event: [UInt8])] = []
    private var bytes = 0

    /// Takes an event that is not due yet.
    mutating func add(_ event: [UInt8], at time: Timestamp) {
        let place = waiting.lastIndex { $0.time <= time }.map { $0 + 1 } ?? 0
        waiting.insert((time, event), at: place)
        bytes += event.count
    }

    /// Takes out what is due before or at a moment, and what is too much; nil: everything.
    mutating func due(at moment: Timestamp?, _ hand: ([UInt8]) -> Void) {
        var taken = 0
        for (time, event) in waiting {
            if let moment, time > moment, waiting.count - taken <= Self.most, bytes <= Self.mostBytes { break }
            bytes -= event.count
            taken += 1
            hand(event)
        }
        waiting.removeFirst(taken)
    }
}

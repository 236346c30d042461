import OCPP

/// What will happen at which time, soonest first.
///
/// A flood from the other side is all that could fill it: then what is new is left out, and counted.
struct Agenda<Event: Sendable & Hashable>: Sendable {
    static var capacity: Int { 200 }

    /// How many times faster than real time the story runs.
    let pace: Double
    private var entries: [(time: Timestamp, event: Event)] = []
    private(set) var dropped = 0

    init(pace: Double) {
        self.pace = max(0.001, pace)
    }

    var next: Timestamp? { entries.first?.time }
    var count: Int { entries.count }

    /// Plans an event so many seconds of the story from now.
    mutating func plan(_ event: Event, in seconds: Double, from now: Timestamp) {
        plan(event, at: now.advanced(by: .microseconds(Int64(seconds * 1_000_000 / pace))))
    }

    /// Plans an event at a time of the real clock.
    mutating func plan(_ event: Event, at time: Timestamp) {
        guard entries.count < Self.capacity else {
            dropped += 1
            return
        }
        let index = entries.firstIndex { $0.time > time } ?? entries.endIndex
        entries.insert((time, event), at: index)
    }

    /// Takes the next event whose time has come.
    mutating func takeDue(at now: Timestamp) -> Event? {
        guard let first = entries.first, first.time <= now else { return nil }
        return entries.removeFirst().event
    }

    mutating func remove(where isMeant: (Event) -> Bool) {
        entries.removeAll { isMeant($0.event) }
    }

    func contains(_ event: Event) -> Bool {
        contains { $0 == event }
    }

    func contains(_ isMeant: (Event) -> Bool) -> Bool {
        entries.contains { isMeant($0.event) }
    }
}

import OCPP

/// A CALL that one side wants to make.
struct OutgoingCall: Sendable, Hashable {
    /// What the answer is for.
    enum Purpose: Sendable, Hashable {
        case boot, authorize, start, event, stop, other
    }

    var action: Action
    var payload: JSON
    var purpose = Purpose.other
    /// How often it was sent without success.
    var attempts = 0

    /// Whether it must reach the CSMS even if the connection breaks: all that tells of a transaction (1.6 §3.7.1, 2.x E04).
    var mustArrive: Bool { purpose == .start || purpose == .event || purpose == .stop }
}

/// CALLs that wait for their turn: one is open at a time, as the standard asks (OCPP-J 1.6 §4.1.1).
///
/// When it is full, what is new is left out, and counted.
struct CallQueue: Sendable {
    static let capacity = 100

    private var waiting: [OutgoingCall] = []
    private var open: (id: String, call: OutgoingCall, number: Int)?
    private var calls = 0
    private(set) var dropped = 0

    var count: Int { waiting.count }
    var isOpen: Bool { open != nil }
    /// Whether nothing is open and nothing waits.
    var isIdle: Bool { open == nil && waiting.isEmpty }

    mutating func add(_ call: OutgoingCall) {
        guard waiting.count < Self.capacity else {
            dropped += 1
            return
        }
        waiting.append(call)
    }

    /// What was sent in vain goes before all others.
    mutating func addAgain(_ call: OutgoingCall) {
        waiting.insert(call, at: 0)
    }

    /// Takes the next CALL that may be sent now; nil while another is open.
    mutating func takeNext(where isAllowed: (OutgoingCall) -> Bool) -> OutgoingCall? {
        guard open == nil, let index = waiting.firstIndex(where: isAllowed) else { return nil }
        return waiting.remove(at: index)
    }

    /// A CALL was sent under that id and is open now.
    /// - Returns: its number.
    mutating func open(_ call: OutgoingCall, id: String) -> Int {
        calls += 1
        open = (id, call, calls)
        return calls
    }

    /// The CALL that an answer belongs to, with its number; nil when none is open under that id.
    mutating func close(answeredBy id: UniqueID) -> (call: OutgoingCall, number: Int)? {
        guard let answered = open, answered.id == id.rawValue else { return nil }
        open = nil
        return (answered.call, answered.number)
    }

    /// The CALL of that number, if it is still open: nobody waits for its answer any more.
    mutating func giveUp(_ number: Int) -> OutgoingCall? {
        guard let late = open, late.number == number else { return nil }
        open = nil
        return late.call
    }

    /// What must arrive is kept for the next connection, the CALL that was open included.
    /// - Returns: the number of the CALL that was open.
    mutating func connectionLost() -> Int? {
        waiting.removeAll { !$0.mustArrive }
        guard let lost = open else { return nil }
        open = nil
        if lost.call.mustArrive { addAgain(lost.call) }
        return lost.number
    }
}

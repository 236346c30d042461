import OCPP

/// What a script tells its shell to do.
enum Step: Sendable, Hashable {
    case send([UInt8])
    case hangUp(HangUp)
}

/// The end of a connection that a script wants.
struct HangUp: Sendable, Hashable {
    /// Without a Close frame, as a broken line.
    var isAbrupt: Bool
    /// When to come back, by the real clock.
    var away: Duration
}

/// One side of a conversation: decides what to send and when, and knows no socket and no clock.
protocol Script: Sendable {
    /// When ``wake(at:)`` should be called next; nil: not before something happens.
    var nextWake: Timestamp? { get }

    /// A connection is there.
    mutating func opened(at now: Timestamp) -> [Step]
    /// The other side sent a message.
    mutating func received(_ bytes: [UInt8], at now: Timestamp) -> [Step]
    /// The time of ``nextWake`` has come.
    mutating func wake(at now: Timestamp) -> [Step]
    /// The story is over: no request is begun any more.
    mutating func finish()
    /// Whether no answer is waited for or owed.
    var isQuiet: Bool { get }
    /// The connection is gone.
    mutating func closed(at now: Timestamp)
}

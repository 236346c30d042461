public import WebSockets

/// Figures of capture since its start.
public struct CaptureCounts: Sendable, Hashable {
    /// Why a handshake was refused.
    public enum Refusal: String, Sendable, Hashable, CaseIterable {
        /// The identity cannot be one, or is not admitted.
        case identity
        /// No upstream is configured for the station.
        case route
        /// The upstream said no.
        case upstream
        /// The upstream cannot be reached or does not answer.
        case unreachable
        /// TLS, certificate or password are not as they have to be.
        case login
        /// Too many logins wait to be checked, or passwords cannot be read.
        case overload
        /// The station did not wait for the answer.
        case abandoned
    }

    /// Of the listeners, added up.
    public var listeners = ListenerCounts()
    /// Handshakes that ended without a connection, by reason; garbage is counted in ``listeners`` alone.
    public var refused: [Refusal: Int] = [:]
    /// Logins that were looked at and were wrong.
    public var failedLogins = 0
    /// Logins that were refused unseen, because too many had failed.
    public var throttledLogins = 0
    /// How often a station was found to connect again and again.
    public var reconnectLoops = 0
    /// CALLs that were sent for somebody.
    public var callsSent = 0
    /// Of these, those that were answered, with a CALLERROR or not.
    public var callsAnswered = 0
    /// Of these, those that were not.
    public var callsUnanswered = 0
    /// CALLs that were not sent because too many waited.
    public var callsBusy = 0
    /// CALLs of either side, on any connection, that stayed without an answer.
    public var unanswered = 0

    /// What was handed over by the event loops and is not read and paired yet: bytes of memory, about.
    public var pairingBytes = 0
    /// At most so many; beyond that, messages are counted as lost.
    public var pairingBytesLimit = 0
    /// How many messages that are.
    public var pairingMessages = 0
    /// Messages that there was no room for; gaps tell whose.
    public var pairingLost = 0

    /// All zero.
    public init() {}
}

public import OCPP

/// Ties answers to their CALLs on one connection, per direction. Knows no socket and no clock: each method is told the time
/// and returns what there is to record.
public struct Correlator: Sendable {
    public init(
        connection: ConnectionID, charger: ChargerID, version: OCPPVersion, timeout: Duration = .seconds(30)
    ) {
    }

    /// When ``expire(at:)`` should be called next; nil while no CALL is open.
    public var nextDeadline: Timestamp? { nil }

    /// A whole text message that one side sent.
    public mutating func received(_ bytes: [UInt8], from source: Source, at now: Timestamp) -> [Recordable] { [] }

    /// A message that could not be read as text: too large, binary, a fault of the WebSocket itself.
    /// - Parameters:
    ///   - bytes: what was kept of it.
    ///   - length: how long it was on the wire.
    public mutating func unreadable(
        _ bytes: [UInt8], length: Int, problem: FrameProblem, from source: Source, at now: Timestamp
    ) -> [Recordable] { [] }

    /// Time has passed: CALLs older than the timeout become unanswered.
    public mutating func expire(at now: Timestamp) -> [Recordable] { [] }

    /// The connection is gone: every open CALL becomes unanswered.
    public mutating func closed(at now: Timestamp) -> [Recordable] { [] }
}

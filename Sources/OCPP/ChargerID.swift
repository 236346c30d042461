/// The identity of a charging station: the last segment of the path it connects to, percent-decoded.
///
/// Any text is accepted, the empty one included: what a station calls itself is a fact to record, not to judge.
/// (OCPP 2.x Part 2 limits it to 48 characters without a colon, OCPP-J 1.6 §3.1.1 sets no limit.)
public struct ChargerID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The identity, percent-decoded.
    public let rawValue: String

    /// An identity from its text.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// An identity from its text.
    public init(_ text: String) {
        self.rawValue = text
    }

    /// The identity, percent-decoded.
    public var description: String { rawValue }
}

/// The number a frame begins with (OCPP-J 1.6 §4.1.3, OCPP 2.1 Part 4 §4.1.3).
public enum MessageType: Int, Sendable, Hashable {
    case call = 2
    case callResult = 3
    case callError = 4
    /// 2.1: the receiver could not process a CALLRESULT. It has no answer.
    case callResultError = 5
    /// 2.1: a message that has no answer.
    case send = 6

    /// Whether a version knows this message type. A peer of an older version ignores 5 and 6.
    public func exists(in version: OCPPVersion) -> Bool {
        rawValue <= MessageType.callError.rawValue || version == .v21
    }
}

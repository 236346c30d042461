/// A version of OCPP that speaks JSON over WebSocket.
public enum OCPPVersion: String, Sendable, Hashable, CaseIterable {
    case v16 = "1.6"
    case v201 = "2.0.1"
    case v21 = "2.1"
    /// The peers agreed on no subprotocol, or on one this program does not know. Frames are read as 1.6.
    case unknown

    /// The version that a WebSocket subprotocol stands for (OCPP-J 1.6 §3.1.2, OCPP 2.x Part 4 §3.1).
    public init(subprotocol: String?) {
        switch subprotocol {
        case "ocpp1.6": self = .v16
        case "ocpp2.0.1": self = .v201
        case "ocpp2.1": self = .v21
        default: self = .unknown
        }
    }

    /// The WebSocket subprotocol of this version; none for ``unknown``.
    public var subprotocol: String? {
        self == .unknown ? nil : "ocpp" + rawValue
    }

    /// The version whose rules apply when a frame is read: 1.6 where the version is not known.
    public var reading: OCPPVersion {
        self == .unknown ? .v16 : self
    }
}

/// A version of OCPP that speaks JSON over WebSocket; of logs that are imported, also one that speaks SOAP over HTTP.
public enum OCPPVersion: String, Sendable, Hashable, CaseIterable {
    case v16 = "1.6"
    case v201 = "2.0.1"
    case v21 = "2.1"
    /// The peers agreed on no subprotocol, or on one this program does not know. Frames are read as 1.6.
    case unknown
    /// OCPP-S 1.2, as an imported log may have it.
    case v12SOAP = "1.2-soap"
    /// OCPP-S 1.5, as an imported log may have it.
    case v15SOAP = "1.5-soap"
    /// OCPP-S 1.6, as an imported log may have it.
    case v16SOAP = "1.6-soap"

    /// The version that a WebSocket subprotocol stands for (OCPP-J 1.6 §3.1.2, OCPP 2.x Part 4 §3.1).
    public init(subprotocol: String?) {
        switch subprotocol {
        case "ocpp1.6": self = .v16
        case "ocpp2.0.1": self = .v201
        case "ocpp2.1": self = .v21
        default: self = .unknown
        }
    }

    /// The WebSocket subprotocol of this version; none for ``unknown`` and for those over SOAP.
    public var subprotocol: String? {
        self == .unknown || isSOAP ? nil : "ocpp" + rawValue
    }

    /// The version whose rules apply when a frame is read: 1.6 where the version is not known, and for those over SOAP, whose
    /// actions 1.6 has as well.
    public var reading: OCPPVersion {
        self == .unknown || isSOAP ? .v16 : self
    }

    /// Whether its messages are XML over HTTP.
    public var isSOAP: Bool {
        switch self {
        case .v12SOAP, .v15SOAP, .v16SOAP: true
        case .v16, .v201, .v21, .unknown: false
        }
    }
}

public import OCPP
public import OCPPLog

/// Which charging stations the controller takes in.
public enum AdmissionPolicy: Sendable, Hashable {
    /// Every identity.
    case all
    /// Identities that one of the patterns matches; the others are answered 404 (OCPP-J 1.6 §3.2).
    case only([Glob])

    /// Whether a station is taken in.
    public func admits(_ charger: ChargerID) -> Bool {
        switch self {
        case .all: true
        case .only(let patterns): patterns.contains { $0.matches(charger.rawValue) }
        }
    }
}

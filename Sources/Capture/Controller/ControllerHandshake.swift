import OCPP

/// What the controller says to the handshake of a charging station.
enum ControllerHandshake: Sendable, Hashable {
    /// The version to speak: the first that the station offers and the controller has.
    case accept(OCPPVersion)
    /// There is no version in common: the handshake is completed without a subprotocol, then the connection is closed
    /// (OCPP-J 1.6 §3.2, OCPP 2.x Part 4 §3.1.2).
    case acceptAndClose(reason: String)
    /// HTTP 404 with a sentence for the people who set the station up (OCPP-J 1.6 §3.2).
    case refuse(String)

    /// The store and its indexes take longer identities, but no station has one that is longer by its own will.
    static let longestIdentity = 255

    /// The answer to a station with that identity that offers these subprotocols.
    init(to charger: ChargerID, offered: [String], admission: AdmissionPolicy = .all) {
        let length = charger.rawValue.utf8.count
        if length == 0 {
            self = .refuse("the path must end in the identity of the charging station, as in /ocpp/CP-1")
        } else if length > Self.longestIdentity {
            self = .refuse("the identity in the path has \(length) bytes, \(Self.longestIdentity) are the most")
        } else if !admission.admits(charger) {
            self = .refuse("this charging station is not admitted here")
        } else if let version = offered.lazy.map({ OCPPVersion(subprotocol: $0) }).first(where: { $0 != .unknown }) {
            self = .accept(version)
        } else {
            self = .acceptAndClose(reason: "offer one of the subprotocols ocpp1.6, ocpp2.0.1, ocpp2.1")
        }
    }
}

/// A namespace of OCPP-S: `urn://Ocpp/Cs/2012/06/` is the central system's in 1.5.
public struct SOAPNamespace: Sendable, Hashable {
    /// The side that offers the service, and so is asked.
    public var service: Source
    /// The version; unknown for one that no version has.
    public var version: OCPPVersion

    /// Nil for a namespace that is none of OCPP.
    public init?(_ uri: String) {
        let parts = uri.lowercased().split(separator: "/")
        guard parts.count >= 3, parts[0] == "urn:", parts[1] == "ocpp" else { return nil }
        switch parts[2] {
        case "cs": service = .csms
        case "cp": service = .cp
        default: return nil
        }
        switch parts.count > 3 ? parts[3] : "" {
        case "2010": version = .v12SOAP
        case "2012": version = .v15SOAP
        case "2015": version = .v16SOAP
        default: version = .unknown
        }
    }
}

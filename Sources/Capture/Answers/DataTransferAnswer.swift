import OCPP

extension Answer {
    /// DataTransfer: `UnknownVendorId`, which the specification asks of a peer that does not know the vendor's extension.
    ///
    /// Every station must cope with it. `Accepted` would promise that something was done: a station that tunnels ISO 15118
    /// or asks for a price would then wait for data that never comes.
    static let dataTransfer = Answer(to: .dataTransfer) { _ in
        ["status": "UnknownVendorId"]
    }
}

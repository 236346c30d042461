/// Something breaks at a connector.
struct Fault: Sendable, Hashable {
    /// `errorCode` of StatusNotification, 1.6 §7.6.
    var errorCode: String
    /// The maker's own code.
    var vendorCode: String
    var info: String

    static let groundFailure = Fault(errorCode: "GroundFailure", vendorCode: "CX002", info: "RCD tripped")

    static let all = [
        groundFailure,
        Fault(errorCode: "ConnectorLockFailure", vendorCode: "E-17", info: "lock did not close"),
        Fault(errorCode: "OverVoltage", vendorCode: "0x2041", info: "L2 at 263 V"),
        Fault(errorCode: "InternalError", vendorCode: "210", info: "meter bus lost"),
        Fault(errorCode: "HighTemperature", vendorCode: "T3", info: "relay at 91 C"),
    ]
}

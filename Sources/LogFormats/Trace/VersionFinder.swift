import OCPP

/// Finds out which version a station speaks where the log does not say it: by actions that only one line of versions has, and by
/// what a BootNotification is made of.
struct VersionFinder {
    /// What was found so far.
    private(set) var latest = OCPPVersion.unknown
    /// Actions that every version has, a few of them: asking each time anew costs more.
    private var common: [Action] = []
    private static let mostCommon = 16

    /// The version, as far as it is known with this frame.
    mutating func version(_ stated: OCPPVersion?, of frame: Frame, _ bytes: [UInt8]) -> OCPPVersion {
        if let stated { latest = stated }
        guard latest == .unknown, case .call(let call) = frame, !common.contains(call.action),
            let versions = call.action.specification?.versions
        else {
            return latest
        }
        if versions == [.v16] {
            latest = .v16
        } else if !versions.contains(.v16) {
            latest = versions.contains(.v201) ? .v201 : .v21
        } else if call.action == .bootNotification {
            let payload = bytes[call.payload]
            let isNew = ByteSearch.contains("\"chargingStation\"", in: payload)
            let isOld = !isNew && ByteSearch.contains("\"chargePointVendor\"", in: payload)
            latest = isNew ? .v201 : isOld ? .v16 : .unknown
        } else if common.count < Self.mostCommon {
            common.append(call.action)
        }
        return latest
    }
}

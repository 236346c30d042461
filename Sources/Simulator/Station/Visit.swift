import OCPP

/// One driver's visit, from the moment the cable is in.
struct Visit: Sendable, Hashable {
    /// How far it has come.
    enum Phase: Sendable, Hashable {
        case pluggedIn, authorizing, starting, charging, full, stopping, unplugging
    }

    var connector: Int
    var tag: String
    var phase = Phase.pluggedIn
    /// Given by the CSMS in 1.6 when it answers StartTransaction, by the station in 2.x.
    var transaction: String?
    /// What RequestStartTransaction of 2.x asks to be told again.
    var remoteStartID: Int?
    /// The meter's register in Wh.
    var energy: Double
    /// When the register was read last; nil before the transaction runs.
    var measured: Timestamp?
    /// In watts.
    var power = 0.0
    /// In watts, as a charging profile for this transaction says.
    var limit: Double?
    /// In percent.
    var stateOfCharge: Double
    /// Counts the TransactionEvents of 2.x.
    var sequence = 0
    /// Why it ends, when that was decided before the CSMS answered the start.
    var ending: Ending?

    /// Whether the transaction runs: the CSMS knows of it, and it has not ended.
    var isRunning: Bool { phase == .charging || phase == .full }

    /// `ChargePointStatus` of 1.6 §7.7 for the connector.
    var status: String {
        switch phase {
        case .pluggedIn, .authorizing, .starting: "Preparing"
        case .charging: "Charging"
        case .full: "SuspendedEV"
        case .stopping, .unplugging: "Finishing"
        }
    }
}

/// Why a transaction ends, in the words of each version.
enum Ending: Sendable, Hashable {
    case departed, remote, fault, deauthorized
    /// The station restarts by itself.
    case reboot
    /// The CSMS has it restart; in 2.x at once, else the transaction is waited for.
    case softReset, hardReset

    /// `reason` of StopTransaction, 1.6 §7.36.
    var reason: String {
        switch self {
        case .departed: "EVDisconnected"
        case .remote: "Remote"
        case .fault: "Other"
        case .reboot: "Reboot"
        case .softReset: "SoftReset"
        case .hardReset: "HardReset"
        case .deauthorized: "DeAuthorized"
        }
    }

    /// `triggerReason` and `stoppedReason` of TransactionEvent, 2.x.
    var eventReasons: (trigger: String, stopped: String) {
        switch self {
        case .departed: ("EVCommunicationLost", "EVDisconnected")
        case .remote: ("RemoteStop", "Remote")
        case .fault: ("AbnormalCondition", "Other")
        case .reboot: ("AbnormalCondition", "Reboot")
        case .softReset, .hardReset: ("ResetCommand", "ImmediateReset")
        case .deauthorized: ("Deauthorized", "DeAuthorized")
        }
    }
}

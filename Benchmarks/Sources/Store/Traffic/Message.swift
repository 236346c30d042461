import OCPP
import OCPPLog

/// One exchange of the generated traffic; the same memory is used for the next.
struct Message {
    enum Answer {
        case none, result
        case error(ErrorCode, String)
    }

    /// The number of the entry, from 1.
    var number = 0
    var datetime: Int64 = 0
    /// Its place among the charging stations.
    var charger = 0
    var source = Source.cp
    var action = KnownAction.all[0]
    var uniqueID: [UInt8] = []
    var request = PayloadWriter()
    var response = PayloadWriter()
    var answer = Answer.result
    /// In microseconds.
    var latency: Int64 = 0
    var connector: Int?
    var evse: Int?
    var reportedStatus: String?
    var answerStatus: String?
    var errorCode: String?
    var vendorErrorCode: String?
    var transaction: String?
    var idTag: String?

    var kind: EntryKind { if case .none = answer { .unanswered } else { .exchange } }

    var errorCodes: [String] {
        var codes: [String] = []
        if case .error(let code, _) = answer { codes.append(code.rawValue) }
        if let errorCode { codes.append(errorCode) }
        if let vendorErrorCode { codes.append(vendorErrorCode) }
        return codes
    }

    /// Forgets the last exchange.
    mutating func begin(number: Int, datetime: Int64, charger: Int, _ action: KnownAction, hasBlanks: Bool) {
        self.number = number
        self.datetime = datetime
        self.charger = charger
        self.action = action
        source = .cp
        uniqueID.removeAll(keepingCapacity: true)
        request.begin(hasBlanks: hasBlanks)
        response.begin(hasBlanks: false)
        answer = .result
        latency = 0
        connector = nil
        evse = nil
        reportedStatus = nil
        answerStatus = nil
        errorCode = nil
        vendorErrorCode = nil
        transaction = nil
        idTag = nil
    }
}

/// An action of the traffic with what is needed of it over and over.
struct KnownAction {
    let action: Action
    let level: Level

    static let all = [
        "Heartbeat", "MeterValues", "StatusNotification", "DataTransfer", "SetChargingProfile", "Authorize",
        "StartTransaction", "StopTransaction", "BootNotification", "TransactionEvent", "FirmwareStatusNotification",
        "GetConfiguration", "ChangeAvailability", "TriggerMessage", "RemoteStartTransaction", "UnlockConnector",
    ].map { name in
        KnownAction(action: Action(name), level: Action(name).specification?.level ?? .debug)
    }

    static let heartbeat = all[0]
    static let meterValues = all[1]
    static let statusNotification = all[2]
    static let dataTransfer = all[3]
    static let setChargingProfile = all[4]
    static let authorize = all[5]
    static let startTransaction = all[6]
    static let stopTransaction = all[7]
    static let bootNotification = all[8]
    /// The traffic has those alone that tell of the meter.
    static let transactionEvent = KnownAction(action: .transactionEvent, level: .debug)
    static let firmwareStatus = all[10]
    static let getConfiguration = all[11]
    static let changeAvailability = all[12]
    static let triggerMessage = all[13]
    static let remoteStart = all[14]
    static let unlockConnector = all[15]
}

import OCPP
import OCPPLog
import Testing

@testable import Insights

/// A call of the CSMS and a message that it brings about, as both stand in the schemas.
struct TiePair: Sendable, CustomTestStringConvertible {
    var version: OCPPVersion
    var call: String
    var asks: String
    var answer: String
    var message: String
    var says: String
    /// Whether an id ties both.
    var isCertain: Bool
    /// So many seconds after the call the message may come.
    var longest: Double

    init(
        _ version: OCPPVersion, _ call: String, _ asks: String, _ message: String, _ says: String = "{}",
        probablyWithin longest: Double? = nil, answer: String = #"{"status":"Accepted"}"#
    ) {
        (self.version, self.call, self.asks, self.answer) = (version, call, asks, answer)
        (self.message, self.says, self.isCertain, self.longest) = (message, says, longest == nil, longest ?? 86_400)
    }

    var testDescription: String { "\(call) \(asks) → \(message) \(says)" }

    static let all: [TiePair] = of16 + of2 + of21 + triggered

    private static let of16 = [
        TiePair(
            .v16, "RemoteStartTransaction", #"{"idTag":"04A2","connectorId":2}"#, "StartTransaction",
            #"{"connectorId":2,"idTag":"04a2","meterStart":0,"timestamp":"2026-11-23T10:00:00Z"}"#, probablyWithin: 900),
        TiePair(
            .v16, "RemoteStopTransaction", #"{"transactionId":42}"#, "StopTransaction",
            #"{"transactionId":42,"meterStop":1,"timestamp":"2026-11-23T10:00:00Z","reason":"Remote"}"#),
        TiePair(
            .v16, "RemoteStopTransaction", #"{"transactionId":42}"#, "StopTransaction",
            #"{"transactionId":42,"meterStop":1,"timestamp":"2026-11-23T10:00:00Z"}"#, probablyWithin: 180),
        TiePair(
            .v16, "Reset", #"{"type":"Soft"}"#, "BootNotification",
            #"{"chargePointVendor":"V","chargePointModel":"M"}"#, probablyWithin: 600),
        TiePair(
            .v16, "GetDiagnostics", #"{"location":"ftp://x/"}"#, "DiagnosticsStatusNotification",
            #"{"status":"Uploading"}"#, probablyWithin: 3_600, answer: #"{"fileName":"a.zip"}"#),
        TiePair(
            .v16, "UpdateFirmware", #"{"location":"ftp://x/","retrieveDate":"2026-11-23T10:00:00Z"}"#,
            "FirmwareStatusNotification", #"{"status":"Downloading"}"#, probablyWithin: 3_600, answer: "{}"),
        TiePair(
            .v16, "SignedUpdateFirmware", #"{"requestId":7}"#, "SignedFirmwareStatusNotification",
            #"{"status":"Downloading","requestId":7}"#),
        TiePair(
            .v16, "GetLog", #"{"logType":"DiagnosticsLog","requestId":7}"#, "LogStatusNotification",
            #"{"status":"Uploading","requestId":7}"#, answer: #"{"status":"AcceptedCanceled"}"#),
        TiePair(
            .v16, "GetLog", #"{"logType":"DiagnosticsLog","requestId":7}"#, "LogStatusNotification",
            #"{"status":"Uploading"}"#, probablyWithin: 3_600),
        TiePair(
            .v16, "ChangeAvailability", #"{"connectorId":0,"type":"Inoperative"}"#, "StatusNotification",
            #"{"connectorId":2,"errorCode":"NoError","status":"Unavailable"}"#, probablyWithin: 120,
            answer: #"{"status":"Scheduled"}"#),
        TiePair(
            .v16, "ChangeAvailability", #"{"connectorId":2,"type":"Operative"}"#, "StatusNotification",
            #"{"connectorId":2,"errorCode":"NoError","status":"Available"}"#, probablyWithin: 120),
    ]

    private static let of2 = [
        TiePair(
            .v201, "RequestStartTransaction", #"{"remoteStartId":9,"idToken":{"idToken":"A","type":"Central"}}"#,
            "TransactionEvent",
            #"{"eventType":"Started","triggerReason":"RemoteStart","transactionInfo":{"transactionId":"T","remoteStartId":9}}"#
        ),
        TiePair(
            .v201, "RequestStopTransaction", #"{"transactionId":"T"}"#, "TransactionEvent",
            #"{"eventType":"Ended","triggerReason":"RemoteStop","transactionInfo":{"transactionId":"T"}}"#),
        TiePair(
            .v201, "Reset", #"{"type":"OnIdle"}"#, "BootNotification",
            #"{"reason":"RemoteReset","chargingStation":{"model":"M","vendorName":"V"}}"#, probablyWithin: 600,
            answer: #"{"status":"Scheduled"}"#),
        TiePair(.v201, "GetBaseReport", #"{"requestId":7}"#, "NotifyReport", #"{"requestId":7,"seqNo":0}"#),
        TiePair(.v201, "GetReport", #"{"requestId":7}"#, "NotifyReport", #"{"requestId":7,"seqNo":0}"#),
        TiePair(
            .v201, "GetMonitoringReport", #"{"requestId":7}"#, "NotifyMonitoringReport", #"{"requestId":7,"seqNo":0}"#),
        TiePair(
            .v201, "CustomerInformation", #"{"requestId":7,"report":true,"clear":false}"#, "NotifyCustomerInformation",
            #"{"requestId":7,"seqNo":0,"data":""}"#),
        TiePair(
            .v201, "GetChargingProfiles", #"{"requestId":7,"evseId":1}"#, "ReportChargingProfiles",
            #"{"requestId":7,"evseId":2}"#),
        TiePair(.v201, "GetDisplayMessages", #"{"requestId":7}"#, "NotifyDisplayMessages", #"{"requestId":7}"#),
        TiePair(
            .v201, "GetLog", #"{"logType":"SecurityLog","requestId":7}"#, "LogStatusNotification",
            #"{"status":"Uploaded","requestId":7}"#),
        TiePair(
            .v201, "UpdateFirmware", #"{"requestId":7}"#, "FirmwareStatusNotification",
            #"{"status":"Installed","requestId":7}"#),
        TiePair(
            .v201, "PublishFirmware", #"{"requestId":7}"#, "PublishFirmwareStatusNotification",
            #"{"status":"Published","requestId":7}"#),
        TiePair(
            .v201, "ReserveNow", #"{"id":3}"#, "ReservationStatusUpdate",
            #"{"reservationId":3,"reservationUpdateStatus":"Expired"}"#),
        TiePair(
            .v201, "CancelReservation", #"{"reservationId":3}"#, "ReservationStatusUpdate",
            #"{"reservationId":3,"reservationUpdateStatus":"Removed"}"#),
        TiePair(
            .v201, "ChangeAvailability", #"{"operationalStatus":"Inoperative","evse":{"id":1}}"#, "StatusNotification",
            #"{"connectorStatus":"Unavailable","evseId":1,"connectorId":2}"#, probablyWithin: 120),
    ]

    private static let of21 = [
        TiePair(.v21, "GetDERControl", #"{"requestId":7}"#, "ReportDERControl", #"{"requestId":7}"#),
        TiePair(
            .v21, "RequestBatterySwap", #"{"requestId":7}"#, "BatterySwap", #"{"requestId":7,"eventType":"BatteryIn"}"#),
    ]

    private static let triggered: [TiePair] =
        [
            trigger(.v16, "BootNotification", #"{"chargePointVendor":"V","chargePointModel":"M"}"#),
            trigger(.v16, "DiagnosticsStatusNotification", #"{"status":"Idle"}"#),
            trigger(.v16, "FirmwareStatusNotification", #"{"status":"Idle"}"#), trigger(.v16, "Heartbeat", "{}"),
            trigger(.v16, "MeterValues", #"{"connectorId":1,"meterValue":[{"sampledValue":[{"value":"1"}]}]}"#),
            trigger(.v16, "StatusNotification", #"{"connectorId":1,"status":"Available","errorCode":"NoError"}"#),
            TiePair(
                .v16, "ExtendedTriggerMessage", #"{"requestedMessage":"SignChargePointCertificate"}"#,
                "SignCertificate", #"{"csr":"x"}"#, probablyWithin: 120),
            TiePair(
                .v16, "ExtendedTriggerMessage", #"{"requestedMessage":"FirmwareStatusNotification"}"#,
                "SignedFirmwareStatusNotification", #"{"status":"Idle"}"#, probablyWithin: 120),
            trigger(.v201, "BootNotification", #"{"reason":"Triggered"}"#),
            trigger(.v201, "LogStatusNotification", #"{"status":"Idle"}"#),
            trigger(.v201, "PublishFirmwareStatusNotification", #"{"status":"Idle"}"#),
            trigger(
                .v201, "MeterValues",
                #"{"evseId":1,"meterValue":[{"sampledValue":[{"value":1,"context":"Trigger"}]}]}"#),
            trigger(
                .v201, "TransactionEvent",
                #"{"eventType":"Updated","triggerReason":"Trigger","transactionInfo":{"transactionId":"T"}}"#),
        ]
        + [
            "SignChargingStationCertificate", "SignV2GCertificate", "SignV2G20Certificate", "SignCombinedCertificate",
        ].map {
            TiePair(
                .v21, "TriggerMessage", "{\"requestedMessage\":\"\($0)\"}", "SignCertificate", #"{"csr":"x"}"#,
                probablyWithin: 120)
        }

    private static func trigger(_ version: OCPPVersion, _ message: String, _ says: String) -> TiePair {
        TiePair(
            version, "TriggerMessage", "{\"requestedMessage\":\"\(message)\"}", message, says, probablyWithin: 120)
    }
}

import OCPP

extension CallTie {
    /// Every tie that is known (OCPP 1.6 with its security whitepaper, 2.0.1 and 2.1).
    public static let all: [CallTie] =
        transactions + restarts + triggered + reports + progress + reservations + availability

    /// An id says it; it has to end somewhere, since a CSMS that restarts counts from the beginning again.
    private static let idHolds = Duration.seconds(86_400)
    /// Until the driver has plugged in: ConnectionTimeOut is two minutes mostly, and some are patient.
    private static let pluggingIn = Duration.seconds(900)
    /// Ending transactions and starting anew takes minutes.
    private static let restart = Duration.seconds(600)
    /// A triggered message comes at once; some wait for the connection to be free.
    private static let trigger = Duration.seconds(120)
    /// A file is on its way for so long, where no id tells whose it is.
    private static let transfer = Duration.seconds(3_600)

    private static let transactions = [
        CallTie("RemoteStartTransaction", "StartTransaction", .subject("idTag"), within: pluggingIn, .one),
        CallTie(
            "RemoteStopTransaction", "StopTransaction", .id(call: "transactionId", message: "transactionId"),
            within: idHolds, says: { $0.text("reason") == "Remote" }),
        // Only `Local` may be left out, and some stations leave out every reason. What was promised was done at once, or it is a
        // finding; later the driver is the likelier cause. In recorded traffic each stop names its reason, so this is rare.
        CallTie(
            "RemoteStopTransaction", "StopTransaction", .subject("transactionId"),
            within: RemoteStopWithoutStopRule.patience, says: { $0.text("reason") == nil }),
        CallTie(
            "RequestStartTransaction", "TransactionEvent",
            .id(call: "remoteStartId", message: "transactionInfo.remoteStartId"), within: idHolds,
            says: { $0.text("triggerReason") != "Trigger" }),
        CallTie(
            "RequestStopTransaction", "TransactionEvent",
            .id(call: "transactionId", message: "transactionInfo.transactionId"), within: idHolds,
            says: { $0.text("triggerReason") == "RemoteStop" }),
    ]

    /// In 1.6 a boot names no reason; PowerUp is what some stations say of every boot. A reset of one EVSE is no restart.
    private static let restarts = [
        CallTie(
            "Reset", "BootNotification", .order, within: restart, .one,
            asks: { ($0.integer("evseId") ?? 0) == 0 },
            says: { ["RemoteReset", "ScheduledReset", "PowerUp", "Unknown", nil].contains($0.text("reason")) })
    ]

    private static let triggered: [CallTie] =
        ["DiagnosticsStatusNotification", "Heartbeat", "StatusNotification"].flatMap { trigger($0, $0) }
        // Progress that names a request id is that of the request, whoever asked for the message.
        + ["FirmwareStatusNotification", "LogStatusNotification", "PublishFirmwareStatusNotification"].flatMap {
            trigger($0, $0) { !$0.has("requestId") }
        }
        // Its id may be left out only where a trigger asked for it and no update goes on (security whitepaper for OCPP 1.6).
        + trigger("FirmwareStatusNotification", "SignedFirmwareStatusNotification", by: ["ExtendedTriggerMessage"]) {
            !$0.has("requestId")
        }
        + [
            "SignChargePointCertificate", "SignChargingStationCertificate", "SignCombinedCertificate",
            "SignV2GCertificate", "SignV2G20Certificate",
        ].flatMap { trigger($0, "SignCertificate") }
        + trigger("BootNotification", "BootNotification") { ["Triggered", nil].contains($0.text("reason")) }
        + trigger("MeterValues", "MeterValues") {
            let context = $0.first("meterValue").first("sampledValue").text("context")
            return context == nil || context == "Trigger"
        }
        + trigger("TransactionEvent", "TransactionEvent") { $0.text("triggerReason") == "Trigger" }

    private static func trigger(
        _ requested: String, _ message: String, by calls: [String] = ["TriggerMessage", "ExtendedTriggerMessage"],
        says: @escaping @Sendable (Members) -> Bool = { _ in true }
    ) -> [CallTie] {
        calls.map {
            CallTie($0, message, .order, within: trigger, .oneOfEachConnector, requested: requested, says: says)
        }
    }

    private static let requestID = Bond.id(call: "requestId", message: "requestId")

    private static let reports = [
        ("CustomerInformation", "NotifyCustomerInformation"), ("GetBaseReport", "NotifyReport"),
        ("GetChargingProfiles", "ReportChargingProfiles"), ("GetDERControl", "ReportDERControl"),
        ("GetDisplayMessages", "NotifyDisplayMessages"), ("GetMonitoringReport", "NotifyMonitoringReport"),
        ("GetReport", "NotifyReport"), ("RequestBatterySwap", "BatterySwap"),
    ].map { CallTie($0, $1, requestID, within: idHolds) }

    /// Of firmware and logs: by an id, and where the message names none by order. `Idle` tells that nothing was going on.
    private static let progress: [CallTie] =
        [
            ("GetLog", "LogStatusNotification"), ("PublishFirmware", "PublishFirmwareStatusNotification"),
            ("SignedUpdateFirmware", "SignedFirmwareStatusNotification"),
            ("UpdateFirmware", "FirmwareStatusNotification"),
        ].flatMap { [CallTie($0, $1, requestID, within: idHolds), nameless($0, $1)] }
        + [nameless("GetDiagnostics", "DiagnosticsStatusNotification")]

    private static func nameless(_ call: String, _ message: String) -> CallTie {
        CallTie(
            call, message, .order, within: transfer, says: { !$0.has("requestId") && $0.text("status") != "Idle" })
    }

    private static let reservations = [
        CallTie(
            "ReserveNow", "ReservationStatusUpdate", .id(call: "id", message: "reservationId"), within: idHolds),
        CallTie(
            "CancelReservation", "ReservationStatusUpdate", .id(call: "reservationId", message: "reservationId"),
            within: idHolds),
    ]

    /// What is operative was free, or a vehicle came meanwhile; what charges was operative before.
    private static let availability = [
        availability("Inoperative", reports: ["Unavailable"]),
        availability("Operative", reports: ["Available", "Preparing", "Occupied"]),
    ]

    private static func availability(_ asked: String, reports states: Set<String>) -> CallTie {
        CallTie(
            "ChangeAvailability", "StatusNotification", .order, within: trigger, .oneOfEachConnector,
            asks: { ($0.text("type") ?? $0.text("operationalStatus")) == asked },
            says: { ($0.text("status") ?? $0.text("connectorStatus")).map(states.contains) ?? false })
    }

    private init(
        _ call: String, _ message: String, _ bond: Bond, within longest: Duration, _ yield: Yield = .many,
        requested: String? = nil, asks: @escaping @Sendable (Members) -> Bool = { _ in true },
        says: @escaping @Sendable (Members) -> Bool = { _ in true }
    ) {
        self.call = Action(call)
        self.message = Action(message)
        self.bond = bond
        self.longest = longest
        self.yield = yield
        self.requested = requested
        self.asks = asks
        self.says = says
    }
}

import OCPP

/// What a station says, in the words of its version and the style of its maker.
struct StationMessages: Sendable {
    let vendor: Vendor
    let serial: String

    var is16: Bool { vendor.version == .v16 }

    func boot(reason: String) -> OutgoingCall {
        let payload: JSON =
            is16
            ? .object([
                "chargePointVendor": .string(vendor.name), "chargePointModel": .string(vendor.model),
                "chargePointSerialNumber": .string(serial), "firmwareVersion": .string(vendor.firmware),
                "meterType": vendor.isWordy ? .string("MID") : nil,
            ])
            : .object([
                "reason": .string(reason),
                "chargingStation": .object([
                    "model": .string(vendor.model), "vendorName": .string(vendor.name),
                    "serialNumber": .string(serial), "firmwareVersion": .string(vendor.firmware),
                ]),
            ])
        return OutgoingCall(action: .bootNotification, payload: payload, purpose: .boot)
    }

    func heartbeat() -> OutgoingCall {
        OutgoingCall(action: .heartbeat, payload: .object([:]))
    }

    /// - Parameter status: a word of 1.6; 2.x knows fewer.
    func status(_ status: String, connector: Int, fault: Fault? = nil, at now: Timestamp) -> OutgoingCall {
        guard is16 else {
            let plain = ["Available", "Reserved", "Unavailable", "Faulted"].contains(status) ? status : "Occupied"
            return OutgoingCall(
                action: .statusNotification,
                payload: .object([
                    "timestamp": .string(vendor.text(now)), "connectorStatus": .string(plain),
                    "evseId": .int(connector), "connectorId": .int(1),
                ]))
        }
        let empty: JSON? = vendor.isWordy ? .string("") : nil
        return OutgoingCall(
            action: .statusNotification,
            payload: .object([
                "connectorId": .int(connector), "errorCode": .string(fault?.errorCode ?? "NoError"),
                "status": .string(status), "info": fault.map { .string($0.info) } ?? empty,
                "timestamp": .string(vendor.text(now)), "vendorId": empty.map { _ in .string(vendor.name) },
                "vendorErrorCode": fault.map { .string($0.vendorCode) } ?? empty,
            ]))
    }

    /// The report of a fault beside its status, which 2.x asks for.
    func faultEvent(_ fault: Fault, connector: Int, isCleared: Bool, number: Int, at now: Timestamp) -> OutgoingCall? {
        guard !is16 else { return nil }
        let event = JSON.object([
            "eventId": .int(number), "timestamp": .string(vendor.text(now)),
            "trigger": .string("Alerting"), "actualValue": .string(isCleared ? "false" : "true"),
            "cleared": .bool(isCleared), "techCode": .string(fault.vendorCode), "techInfo": .string(fault.info),
            "eventNotificationType": .string("HardWiredNotification"),
            "component": .object([
                "name": .string("Connector"),
                "evse": .object(["id": .int(connector), "connectorId": .int(1)]),
            ]), "variable": .object(["name": .string("Problem")]),
        ])
        return OutgoingCall(
            action: .notifyEvent,
            payload: .object([
                "generatedAt": .string(vendor.text(now)), "seqNo": .int(0), "eventData": .array([event]),
            ]))
    }

    func firmwareStatus(_ status: String, requestID: Int?) -> OutgoingCall {
        OutgoingCall(
            action: Action("FirmwareStatusNotification"),
            payload: .object(["status": .string(status), "requestId": is16 ? nil : requestID.map(JSON.int)]))
    }

    /// What a maker tells its own CSMS.
    func dataTransfer(at now: Timestamp) -> OutgoingCall {
        let data = JSON.object(["rssi": .int(-71), "uptime": .int(Int(now.microseconds / 1_000_000 % 100_000))])
        return OutgoingCall(
            action: .dataTransfer,
            payload: .object([
                "vendorId": .string(vendor.name), "messageId": .string("Diagnostics"),
                "data": .string(data.text(blanks: false)),
            ]))
    }

    func authorize(_ tag: String) -> OutgoingCall {
        OutgoingCall(
            action: .authorize, payload: .object(is16 ? ["idTag": .string(tag)] : ["idToken": token(tag)]),
            purpose: .authorize)
    }

    func start(_ visit: Visit, at now: Timestamp) -> OutgoingCall {
        guard is16 else {
            let trigger = visit.remoteStartID == nil ? "Authorized" : "RemoteStart"
            return event("Started", trigger, visit, at: now, purpose: .start)
        }
        return OutgoingCall(
            action: .startTransaction,
            payload: .object([
                "connectorId": .int(visit.connector), "idTag": .string(visit.tag),
                "meterStart": .int(Int(visit.energy)), "timestamp": .string(vendor.text(now)),
            ]), purpose: .start)
    }

    /// - Parameter isTriggered: the CSMS asked for it.
    func meter(_ visit: Visit, isTriggered: Bool = false, at now: Timestamp) -> OutgoingCall {
        guard is16 else {
            return event("Updated", isTriggered ? "Trigger" : "MeterValuePeriodic", visit, at: now, purpose: .event)
        }
        return OutgoingCall(
            action: .meterValues,
            payload: .object([
                "connectorId": .int(visit.connector), "transactionId": visit.transaction.map(JSON.number),
                "meterValue": .array([meterValue(visit, isTriggered ? "Trigger" : "Sample.Periodic", at: now)]),
            ]), purpose: visit.transaction == nil ? .other : .event)
    }

    func stop(_ visit: Visit, _ ending: Ending, at now: Timestamp) -> OutgoingCall {
        guard is16 else {
            return event("Ended", ending.eventReasons.trigger, visit, ending, at: now, purpose: .stop)
        }
        return OutgoingCall(
            action: .stopTransaction,
            payload: .object([
                "transactionId": .number(visit.transaction ?? "0"), "meterStop": .int(Int(visit.energy)),
                "timestamp": .string(vendor.text(now)), "reason": .string(ending.reason),
                "idTag": vendor.isWordy ? .string(visit.tag) : nil,
            ]), purpose: .stop)
    }

    private func event(
        _ type: String, _ trigger: String, _ visit: Visit, _ ending: Ending? = nil, at now: Timestamp,
        purpose: OutgoingCall.Purpose
    ) -> OutgoingCall {
        let isStart = type == "Started"
        let state = ending != nil ? "Idle" : visit.phase == .full ? "SuspendedEV" : "Charging"
        let context =
            switch trigger {
            case _ where isStart: "Transaction.Begin"
            case _ where ending != nil: "Transaction.End"
            case "Trigger": "Trigger"
            default: "Sample.Periodic"
            }
        return OutgoingCall(
            action: .transactionEvent,
            payload: .object([
                "eventType": .string(type), "timestamp": .string(vendor.text(now)), "triggerReason": .string(trigger),
                "seqNo": .int(visit.sequence),
                "transactionInfo": .object([
                    "transactionId": .string(visit.transaction ?? ""), "chargingState": .string(state),
                    "stoppedReason": ending.map { .string($0.eventReasons.stopped) },
                    "remoteStartId": isStart ? visit.remoteStartID.map(JSON.int) : nil,
                ]),
                "evse": .object(["id": .int(visit.connector), "connectorId": .int(1)]),
                "idToken": isStart ? token(visit.tag) : nil,
                "meterValue": .array([meterValue(visit, context, at: now)]),
            ]), purpose: purpose)
    }

    /// A token with what it is: a contract, a wish of the CSMS, or else a card.
    private func token(_ tag: String) -> JSON {
        let type = tag.contains("*") || tag.hasPrefix("NL-") ? "eMAID" : tag.hasPrefix("APP-") ? "Central" : "ISO14443"
        return .object(["idToken": .string(tag), "type": .string(type)])
    }
}

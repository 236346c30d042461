import OCPP

// What the CSMS answers to a station.
extension CSMSScript {
    /// Every request is answered but a few, so that a log also shows what an unanswered one looks like.
    mutating func answer(_ call: Frame.Call, _ payload: JSON, at now: Timestamp) {
        if call.action == .bootNotification { greet(at: now) }
        let isSilent = mishaps.contains(.silentCSMS) && call.action != .bootNotification && random.isOnce(in: 60)
        if isSilent { hang(at: now) }
        // What got no answer was understood all the same; but a start is sent again, and must not count as two.
        guard !isSilent || call.action != .startTransaction else { return }
        let answer = response(to: call, payload, at: now)
        guard !isSilent else { return }
        if let answer {
            reply(FrameWriter.callResult(call.uniqueID, payload: answer.text(blanks: false)), at: now)
        } else {
            reply(FrameWriter.callError(call.uniqueID, .notImplemented, "this CSMS does not know the action"), at: now)
        }
    }

    private mutating func response(to call: Frame.Call, _ payload: JSON, at now: Timestamp) -> JSON? {
        let time = JSON.string(now.text(fractionDigits: 3))
        switch call.action.rawValue {
        case "BootNotification":
            return .object(["currentTime": time, "interval": .int(60), "status": .string("Accepted")])
        case "Heartbeat": return .object(["currentTime": time])
        case "Authorize": return .object([is16 ? "idTagInfo" : "idTokenInfo": .status(verdict())])
        case "StatusNotification":
            heard(
                payload[is16 ? "status" : "connectorStatus"]?.scalar ?? "",
                connector: payload[is16 ? "connectorId" : "evseId"]?.integer ?? 1)
            return .object([:])
        case "StartTransaction" where is16:
            let transaction = newTransactionID()
            began("\(transaction)", connector: payload["connectorId"]?.integer ?? 1, at: now)
            return .object(["transactionId": .int(transaction), "idTagInfo": .status("Accepted")])
        case "StopTransaction" where is16:
            payload["transactionId"]?.scalar.map { ended($0) }
            return .object(["idTagInfo": payload["idTag"].map { _ in .status("Accepted") }])
        case "TransactionEvent" where !is16: return transactionEvent(payload, at: now)
        case "DataTransfer": return .status("Accepted")
        case "MeterValues":
            if let id = payload["transactionId"]?.scalar, let connector = payload["connectorId"]?.integer {
                goesOn(id, connector: connector, at: now)
            }
            return .object([:])
        case "FirmwareStatusNotification", "DiagnosticsStatusNotification", "LogStatusNotification",
            "SecurityEventNotification", "NotifyEvent", "NotifyReport":
            return .object([:])
        default: return nil
        }
    }

    private mutating func transactionEvent(_ payload: JSON, at now: Timestamp) -> JSON {
        let transaction = payload["transactionInfo"]?["transactionId"]?.scalar ?? ""
        let connector = payload["evse"]?["id"]?.integer
        switch payload["eventType"]?.scalar {
        case "Started": began(transaction, connector: connector ?? 1, at: now)
        case "Updated": connector.map { goesOn(transaction, connector: $0, at: now) }
        case "Ended": ended(transaction)
        default: break
        }
        return .object(["idTokenInfo": payload["idToken"].map { _ in .status("Accepted") }])
    }

    private mutating func verdict() -> String {
        guard mishaps.contains(.refusedTag), random.isOnce(in: 9) else { return "Accepted" }
        report.refusedTags += 1
        return random.pick(["Blocked", "Expired", "Invalid"], or: "Invalid")
    }
}

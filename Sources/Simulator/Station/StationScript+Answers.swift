import OCPP

// What the CSMS asks of the station.
extension StationScript {
    /// Answers a little later, as a small computer does; now and then not at all: that is what an unanswered request looks like.
    mutating func answer(_ call: Frame.Call, _ payload: JSON, at now: Timestamp) {
        guard !mishaps.contains(.silentStation) || !random.isOnce(in: 30) else {
            report.ignored += 1
            return
        }
        let request = Request(id: call.uniqueID, action: call.action, payload: payload)
        agenda.plan(.respond(request), in: Double.random(in: 0.02...0.25, using: &random), from: now)
    }

    /// Does what is asked and says so. What follows from it is said after the answer (1.6 §5.17).
    mutating func respond(to request: Request, at now: Timestamp) -> [Step] {
        report.answers += 1
        let answer = response(to: request.action, request.payload, at: now)
        let frame =
            answer.map { FrameWriter.callResult(request.id, payload: $0.text(blanks: vendor.blanks)) }
            ?? FrameWriter.callError(request.id, .notImplemented, "\(request.action) is not known here")
        return [.send(frame)]
    }

    private mutating func response(to action: Action, _ payload: JSON, at now: Timestamp) -> JSON? {
        switch action.rawValue {
        case "RemoteStartTransaction", "RequestStartTransaction":
            return .status(remoteStart(payload, at: now) ? "Accepted" : "Rejected")
        case "RemoteStopTransaction", "RequestStopTransaction":
            let asked = payload["transactionId"]?.scalar
            let isKnown = asked != nil && visit?.transaction == asked
            if isKnown { end(.remote, at: now) }
            return .status(isKnown ? "Accepted" : "Rejected")
        case "SetChargingProfile": return .status(setLimit(payload) ? "Accepted" : "Rejected")
        case "ClearChargingProfile": return .status(clearLimits() ? "Accepted" : "Unknown")
        case "GetConfiguration" where messages.is16:
            return configuration(payload["key"]?.elements.compactMap(\.scalar) ?? [])
        case "ChangeConfiguration" where messages.is16:
            return .status(
                change(payload["key"]?.scalar, payload["value"]?.scalar, at: now) ? "Accepted" : "NotSupported")
        case "GetVariables" where !messages.is16: return variables(payload)
        case "SetVariables" where !messages.is16: return setVariables(payload, at: now)
        case "TriggerMessage": return .status(trigger(payload, at: now))
        case "UnlockConnector": return .status(unlock(payload))
        case "Reset": return .status(reset(payload["type"]?.scalar, at: now))
        case "UpdateFirmware":
            plan(.firmware(step: 0, requestID: payload["requestId"]?.integer), in: 1...5, at: now)
            return messages.is16 ? .object([:]) : .status("Accepted")
        case "ClearCache": return .status("Accepted")
        case "DataTransfer": return .status("UnknownVendorId")
        default: return nil
        }
    }

    private mutating func remoteStart(_ payload: JSON, at now: Timestamp) -> Bool {
        let connector = payload["connectorId"]?.integer ?? payload["evseId"]?.integer ?? 1
        guard (1...vendor.connectors).contains(connector) else { return false }
        let tag = payload["idTag"]?.scalar ?? payload["idToken"]?["idToken"]?.scalar ?? ""
        return arriveRemotely(connector, tag: tag, remoteStartID: payload["remoteStartId"]?.integer, at: now)
    }

    /// A connector can be unlocked while nobody charges there; the stations of 1.6 have no lock (1.6 §5.18, 2.x F05).
    private func unlock(_ payload: JSON) -> String {
        guard !messages.is16 else { return "NotSupported" }
        let isInUse = visit?.transaction != nil && visit?.connector == payload["evseId"]?.integer
        return isInUse ? "OngoingAuthorizedTransaction" : "Unlocked"
    }

    /// In 2.x a restart may have to wait for the end of the transaction (B12); 1.6 ends the transaction (§5.14).
    private mutating func reset(_ type: String?, at now: Timestamp) -> String {
        if type == "OnIdle", visit != nil {
            bootReason = "RemoteReset"
            restartsWhenIdle = true
            return "Scheduled"
        }
        reboot("RemoteReset", type == "Hard" ? .hardReset : .softReset, at: now)
        return "Accepted"
    }

    private mutating func trigger(_ payload: JSON, at now: Timestamp) -> String {
        let connector = payload["connectorId"]?.integer ?? payload["evse"]?["id"]?.integer ?? 1
        switch payload["requestedMessage"]?.scalar {
        case "Heartbeat": say(messages.heartbeat())
        case "StatusNotification":
            guard (messages.is16 ? 0 : 1)...vendor.connectors ~= connector else { return "Rejected" }
            sayStatus(connector, at: now)
        case "BootNotification": say(messages.boot(reason: "Triggered"))
        case "MeterValues" where messages.is16:
            guard 1...vendor.connectors ~= connector else { return "Rejected" }
            var reading = Visit(connector: connector, tag: "", energy: meterRegister, stateOfCharge: 0)
            if let visit, visit.isRunning, visit.connector == connector { reading = visit }
            say(messages.meter(reading, isTriggered: true, at: now))
        case "TransactionEvent" where !messages.is16:
            guard var visit, visit.isRunning else { return "Rejected" }
            visit.sequence += 1
            self.visit = visit
            say(messages.meter(visit, isTriggered: true, at: now))
        default: return "NotImplemented"
        }
        return "Accepted"
    }

    private func configuration(_ asked: [String]) -> JSON {
        let known = [
            ("HeartbeatInterval", "\(heartbeatInterval)", false), ("MeterValueSampleInterval", "15", false),
            ("NumberOfConnectors", "\(vendor.connectors)", true),
            ("SupportedFeatureProfiles", "Core,SmartCharging,RemoteTrigger,FirmwareManagement", true),
        ]
        let keys = known.filter { asked.isEmpty || asked.contains($0.0) }
            .map { JSON.object(["key": .string($0.0), "readonly": .bool($0.2), "value": .string($0.1)]) }
        let unknown = asked.filter { name in !known.contains { $0.0 == name } }
        return .object([
            "configurationKey": .array(keys),
            "unknownKey": unknown.isEmpty ? nil : .array(unknown.map(JSON.string)),
        ])
    }

    private mutating func change(_ key: String?, _ value: String?, at now: Timestamp) -> Bool {
        guard key == "HeartbeatInterval", let seconds = value.flatMap({ Int($0) }), seconds > 0 else { return false }
        heartbeatInterval = seconds
        agenda.remove { $0 == .heartbeat }
        agenda.plan(.heartbeat, at: now.advanced(by: .seconds(seconds)))
        return true
    }

    private func variables(_ payload: JSON) -> JSON {
        let results = (payload["getVariableData"]?.elements ?? []).map { asked -> JSON in
            let name = asked["variable"]?["name"]?.scalar ?? ""
            let value = ["HeartbeatInterval": "\(heartbeatInterval)", "TxUpdatedInterval": "15"][name]
            return .object([
                "attributeStatus": .string(value == nil ? "UnknownVariable" : "Accepted"),
                "attributeValue": value.map(JSON.string), "component": asked["component"],
                "variable": asked["variable"],
            ])
        }
        return .object(["getVariableResult": .array(results)])
    }

    private mutating func setVariables(_ payload: JSON, at now: Timestamp) -> JSON {
        var results: [JSON] = []
        for asked in payload["setVariableData"]?.elements ?? [] {
            let isDone = change(
                asked["variable"]?["name"]?.scalar, asked["attributeValue"]?.scalar, at: now)
            results.append(
                .object([
                    "attributeStatus": .string(isDone ? "Accepted" : "UnknownVariable"),
                    "component": asked["component"], "variable": asked["variable"],
                ]))
        }
        return .object(["setVariableResult": .array(results)])
    }
}

import OCPP

// What the CSMS asks of the station.
extension StationScript {
    /// Answers a little later, as a small computer does; now and then not at all: that is what an unanswered request looks like.
    mutating func answer(_ call: Frame.Call, _ payload: JSON, at now: Timestamp) {
        guard !random.isOnce(in: 30) else {
            report.ignored += 1
            return
        }
        let frame =
            response(to: call, payload, at: now).map {
                FrameWriter.callResult(call.uniqueID, payload: $0.text(blanks: vendor.blanks))
            } ?? FrameWriter.callError(call.uniqueID, .notImplemented, "\(call.action) is not known here")
        agenda.plan(.reply(frame), in: Double.random(in: 0.02...0.25, using: &random), from: now)
    }

    private mutating func response(to call: Frame.Call, _ payload: JSON, at now: Timestamp) -> JSON? {
        switch call.action.rawValue {
        case "RemoteStartTransaction", "RequestStartTransaction":
            return .status(remoteStart(payload, at: now) ? "Accepted" : "Rejected")
        case "RemoteStopTransaction", "RequestStopTransaction":
            let asked = payload["transactionId"]?.scalar
            let isKnown = asked != nil && visit?.transaction == asked
            if isKnown { end(.remote, at: now) }
            return .status(isKnown ? "Accepted" : "Rejected")
        case "SetChargingProfile":
            limit = powerLimit(payload[messages.is16 ? "csChargingProfiles" : "chargingProfile"])
            return .status("Accepted")
        case "ClearChargingProfile":
            defer { limit = nil }
            return .status(limit == nil ? "Unknown" : "Accepted")
        case "GetConfiguration" where messages.is16:
            return configuration(payload["key"]?.elements.compactMap(\.scalar) ?? [])
        case "ChangeConfiguration" where messages.is16:
            return .status(change(payload["key"]?.scalar, payload["value"]?.scalar) ? "Accepted" : "NotSupported")
        case "GetVariables" where !messages.is16: return variables(payload)
        case "SetVariables" where !messages.is16: return setVariables(payload)
        case "TriggerMessage": return .status(trigger(payload, at: now) ? "Accepted" : "NotImplemented")
        case "UnlockConnector": return .status(messages.is16 ? "NotSupported" : "Unlocked")
        case "Reset":
            reboot("RemoteReset", at: now)
            return .status("Accepted")
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
        return arrive(connector, tag: tag, remoteStartID: payload["remoteStartId"]?.integer, at: now)
    }

    /// In watts; a limit in amperes holds for three phases.
    private func powerLimit(_ profile: JSON?) -> Double? {
        // 1.6 has one schedule, 2.x a list of up to three.
        let schedules = profile?["chargingSchedule"]
        let schedule = schedules?.elements.first ?? schedules
        let limit = schedule?["chargingSchedulePeriod"]?.elements.first?["limit"]?.scalar
        guard let limit = limit.flatMap({ Double($0) }) else { return nil }
        return schedule?["chargingRateUnit"]?.scalar == "A" ? limit * 690 : limit
    }

    private mutating func trigger(_ payload: JSON, at now: Timestamp) -> Bool {
        switch payload["requestedMessage"]?.scalar {
        case "Heartbeat": say(messages.heartbeat())
        case "StatusNotification":
            let connector = payload["connectorId"]?.integer ?? payload["evse"]?["id"]?.integer ?? 1
            guard (messages.is16 ? 0 : 1)...vendor.connectors ~= connector else { return false }
            sayStatus(connector, at: now)
        case "BootNotification": say(messages.boot(reason: "Triggered"))
        case "MeterValues", "TransactionEvent":
            guard var visit, visit.phase == .charging else { return false }
            visit.sequence += 1
            self.visit = visit
            say(messages.meter(visit, at: now))
        default: return false
        }
        return true
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

    private mutating func change(_ key: String?, _ value: String?) -> Bool {
        guard key == "HeartbeatInterval", let seconds = value.flatMap({ Int($0) }), seconds > 0 else { return false }
        heartbeatInterval = seconds
        return true
    }

    private func variables(_ payload: JSON) -> JSON {
        let results = (payload["getVariableData"]?.elements ?? []).map { asked -> JSON in
            let isKnown = asked["variable"]?["name"]?.scalar == "HeartbeatInterval"
            return .object([
                "attributeStatus": .string(isKnown ? "Accepted" : "UnknownVariable"),
                "attributeValue": isKnown ? .string("\(heartbeatInterval)") : nil, "component": asked["component"],
                "variable": asked["variable"],
            ])
        }
        return .object(["getVariableResult": .array(results)])
    }

    private mutating func setVariables(_ payload: JSON) -> JSON {
        var results: [JSON] = []
        for asked in payload["setVariableData"]?.elements ?? [] {
            let isDone = change(asked["variable"]?["name"]?.scalar, asked["attributeValue"]?.scalar)
            results.append(
                .object([
                    "attributeStatus": .string(isDone ? "Accepted" : "UnknownVariable"),
                    "component": asked["component"], "variable": asked["variable"],
                ]))
        }
        return .object(["setVariableResult": .array(results)])
    }
}

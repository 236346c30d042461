import OCPP

/// What a CSMS may want of a station, in the words of its version.
struct CSMSRequests: Sendable {
    enum Idea: Sendable, Hashable, CaseIterable {
        case settings, changeSetting, remoteStart, remoteStop, limitTransaction, limitConnector, clearLimit
        case trigger, unlock, updateFirmware, reset, vendorMessage
        /// Something that the simulated stations do not know.
        case localList
    }

    /// A transaction that is going on, and where.
    struct Transaction: Sendable, Hashable {
        var id: String
        var connector: Int
        /// When it was heard of first.
        var since: Timestamp
    }

    let is16: Bool
    let connectors: Int
    /// What goes wrong.
    let mishaps: Set<Mishap>
    /// One that is going on, if any.
    let transaction: Transaction?
    /// Nobody is at any connector.
    let isFree: Bool
    /// The station holds a limit for all transactions.
    let hasLimit: Bool

    /// Picks what to ask: the drastic is rare, and what the station would refuse is left out.
    func idea(using random: inout SimulationRandom) -> Idea {
        random.pick(random.isOnce(in: 30) ? rareIdeas : usualIdeas, or: .trigger)
    }

    private var usualIdeas: [Idea] {
        var ideas: [Idea] = [.trigger, .trigger, .trigger, .settings, .changeSetting, .limitConnector]
        let isUntimely = mishaps.contains(.untimely)
        if hasLimit || isUntimely { ideas.append(.clearLimit) }
        if transaction != nil {
            ideas += [.limitTransaction, .limitTransaction, .limitTransaction, .remoteStop]
        } else if isFree || isUntimely {
            ideas += [.remoteStart, .remoteStart, .remoteStart]
        }
        return ideas
    }

    private var rareIdeas: [Idea] {
        var ideas: [Idea] = [.updateFirmware]
        if isFree || mishaps.contains(.restart) { ideas.append(.reset) }
        // The stations of 1.6 have no lock that could be opened.
        if is16 ? mishaps.contains(.unsupported) : isFree || mishaps.contains(.untimely) { ideas.append(.unlock) }
        if mishaps.contains(.unsupported) { ideas += [.vendorMessage, .localList] }
        return ideas
    }

    func call(for idea: Idea, using random: inout SimulationRandom) -> OutgoingCall {
        let connector = JSON.int(Int.random(in: 1...max(1, connectors), using: &random))
        let number = JSON.int(Int.random(in: 1...999_999, using: &random))
        switch idea {
        case .settings: return settings
        case .changeSetting: return changeSetting(Int.random(in: 3...12, using: &random) * 10)
        case .remoteStart: return remoteStart(connector, number)
        case .remoteStop:
            guard let transaction else { return trigger("Heartbeat", connector) }
            return call(
                "RemoteStopTransaction", "RequestStopTransaction",
                ["transactionId": is16 ? .number(transaction.id) : .string(transaction.id)])
        case .limitTransaction:
            let place = transaction.map { JSON.int($0.connector) } ?? connector
            return limit("TxProfile", transaction, place, number, using: &random)
        case .limitConnector: return limit("TxDefaultProfile", nil, connector, number, using: &random)
        case .clearLimit: return call("ClearChargingProfile", [:])
        case .trigger:
            return trigger(random.pick(triggers, or: "Heartbeat"), connector)
        case .unlock:
            return call(
                "UnlockConnector", is16 ? ["connectorId": connector] : ["evseId": connector, "connectorId": .int(1)])
        case .updateFirmware: return updateFirmware(number)
        case .reset: return call("Reset", ["type": .string(is16 ? "Soft" : "OnIdle")])
        case .localList: return call("GetLocalListVersion", [:])
        case .vendorMessage:
            return call("DataTransfer", ["vendorId": .string("com.example.csms"), "data": .string("ping")])
        }
    }

    private var triggers: [String] {
        let always = ["Heartbeat", "StatusNotification"]
        // A station of 2.x that is accepted is not asked for its boot (2.x F06), and for an event only while there are any.
        guard !is16 else { return always + ["MeterValues", "BootNotification"] }
        return transaction != nil || mishaps.contains(.untimely) ? always + ["TransactionEvent"] : always
    }

    private var settings: OutgoingCall {
        let isTooMuch = mishaps.contains(.unsupported)
        guard is16 else {
            var names = [("OCPPCommCtrlr", "HeartbeatInterval"), ("SampledDataCtrlr", "TxUpdatedInterval")]
            if isTooMuch { names.append(("LocalAuthListCtrlr", "Entries")) }
            return call("GetVariables", ["getVariableData": .array(names.map { .object(Self.variable($0.0, $0.1)) })])
        }
        var keys = ["HeartbeatInterval", "NumberOfConnectors", "SupportedFeatureProfiles"]
        if isTooMuch { keys.append("AllowOfflineTxForUnknownId") }
        return call("GetConfiguration", ["key": .array(keys.map(JSON.string))])
    }

    private func changeSetting(_ seconds: Int) -> OutgoingCall {
        guard is16 else {
            let data: [JSON.Member] = [.init(name: "attributeValue", value: .string("\(seconds)"))]
            let variable = Self.variable("OCPPCommCtrlr", "HeartbeatInterval")
            return call("SetVariables", ["setVariableData": .array([.object(data + variable)])])
        }
        return call("ChangeConfiguration", ["key": .string("HeartbeatInterval"), "value": .string("\(seconds)")])
    }

    private func remoteStart(_ connector: JSON, _ number: JSON) -> OutgoingCall {
        let tag = JSON.string("APP-7F3A21")
        guard is16 else {
            let token = JSON.object(["idToken": tag, "type": .string("Central")])
            return call("RequestStartTransaction", ["evseId": connector, "remoteStartId": number, "idToken": token])
        }
        return call("RemoteStartTransaction", ["connectorId": connector, "idTag": tag])
    }

    private func trigger(_ message: String, _ connector: JSON) -> OutgoingCall {
        let isOfConnector = message == "StatusNotification" || message == "MeterValues" || message == "TransactionEvent"
        let place: JSON? = isOfConnector ? connector : nil
        return call(
            "TriggerMessage",
            [
                "requestedMessage": .string(message), "connectorId": is16 ? place : nil,
                "evse": is16 ? nil : place.map { .object(["id": $0, "connectorId": .int(1)]) },
            ])
    }

    private func limit(
        _ purpose: String, _ transaction: Transaction?, _ connector: JSON, _ number: JSON,
        using random: inout SimulationRandom
    ) -> OutgoingCall {
        let watts = JSON.number("\(Int.random(in: 14...220, using: &random) * 100).0")
        let period = JSON.object(["startPeriod": .int(0), "limit": watts])
        let schedule = JSON.object([
            "id": is16 ? nil : .int(1), "chargingRateUnit": .string("W"), "chargingSchedulePeriod": .array([period]),
        ])
        let profile = JSON.object([
            is16 ? "chargingProfileId" : "id": number,
            "transactionId": transaction.map { is16 ? .number($0.id) : .string($0.id) },
            "stackLevel": .int(0), "chargingProfilePurpose": .string(purpose),
            "chargingProfileKind": .string("Relative"), "chargingSchedule": is16 ? schedule : .array([schedule]),
        ])
        return call(
            "SetChargingProfile",
            is16
                ? ["connectorId": connector, "csChargingProfiles": profile]
                : ["evseId": connector, "chargingProfile": profile])
    }

    private func updateFirmware(_ number: JSON) -> OutgoingCall {
        let place = JSON.string("https://firmware.example/station-2026.11.bin")
        let time = JSON.string("2026-11-23T00:00:00Z")
        guard is16 else {
            let firmware = JSON.object(["location": place, "retrieveDateTime": time])
            return call("UpdateFirmware", ["requestId": number, "firmware": firmware])
        }
        return call("UpdateFirmware", ["location": place, "retrieveDate": time])
    }

    private static func variable(_ component: String, _ name: String) -> [JSON.Member] {
        [
            .init(name: "component", value: .object(["name": .string(component)])),
            .init(name: "variable", value: .object(["name": .string(name)])),
        ]
    }

    private func call(_ action: String, _ payload: KeyValuePairs<String, JSON?>) -> OutgoingCall {
        OutgoingCall(action: Action(action), payload: .object(payload))
    }

    private func call(_ action16: String, _ action2: String, _ payload: KeyValuePairs<String, JSON?>) -> OutgoingCall {
        call(is16 ? action16 : action2, payload)
    }
}

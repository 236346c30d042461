import OCPP
import TestSupport
import Testing

struct ActionSpecificationTests {
    @Test func theInfoLevelHasTheActionsOfTheDescriptionPage() {
        let info = ActionSpecification.all.filter { $0.level == .info && $0.versions.contains(.v16) }
        #expect(
            info.map(\.action.rawValue) == [
                "Authorize", "BootNotification", "FirmwareStatusNotification", "StartTransaction", "StatusNotification",
                "StopTransaction",
            ])
    }

    @Test func theDebugLevelAddsTheActionsOfTheDescriptionPage() {
        let page = """
            CancelReservation CertificateSigned ChangeAvailability ChangeConfiguration ClearCache ClearChargingProfile
            DataTransfer DeleteCertificate DiagnosticsStatusNotification ExtendedTriggerMessage GetCompositeSchedule
            GetConfiguration GetDiagnostics GetInstalledCertificateIds GetLocalListVersion GetLog Heartbeat
            InstallCertificate LogStatusNotification MeterValues RemoteStartTransaction RemoteStopTransaction ReserveNow
            Reset SecurityEventNotification SendLocalList SetChargingProfile SignCertificate
            SignedFirmwareStatusNotification SignedUpdateFirmware TriggerMessage UnlockConnector UpdateFirmware
            """
        let debug = ActionSpecification.all.filter { $0.level == .debug && $0.versions.contains(.v16) }
        #expect(debug.map(\.action.rawValue) == page.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    @Test func eachVersionHasAsManyActionsAsItsStandard() {
        let counts = [OCPPVersion.v16, .v201, .v21].map { version in
            ActionSpecification.all.count { $0.versions.contains(version) }
        }
        #expect(counts == [39, 64, 91])
    }

    @Test func anUnknownActionHasNoSpecification() {
        #expect(Action("SetPhases").specification == nil)
        #expect(Action.startTransaction.specification(in: .v201) == nil)
        #expect(Action.startTransaction.specification(in: .unknown) != nil)
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func theTableAgreesWithTheSchemaFacts() throws {
        for fact in try facts() {
            let specification = Action(fact.action).specification(in: fact.version)
            #expect(specification?.level == fact.level, "\(fact.action)")
            #expect(specification?.requestedBy == fact.sender, "\(fact.action)")
            #expect(specification?.hasResponse == fact.hasResponse, "\(fact.action)")
        }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func everyPlaceOfAFieldStandsInASchema() throws {
        let facts = try facts()
        for place in PayloadField.places {
            let path = place.path.joined(separator: ".")
            let isThere = facts.contains { fact in
                (place.side == .request ? fact.requestPaths : fact.responsePaths).contains(path)
            }
            #expect(isThere, "\(place.side) \(path)")
        }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func everyConnectorAndTransactionOfASchemaIsFoundAtItsPlace() throws {
        // Lists over many connectors or transactions, from which none is the one of the message.
        let lists: Set<String> = [
            "componentVariable", "getVariableData", "getVariableResult", "setVariableData", "setVariableResult",
            "setMonitoringData", "setMonitoringResult", "monitor", "reportData", "message", "messageInfo",
            "localAuthorizationList", "idTokenInfo",
        ]
        let names: Set<String> = ["connectorId", "evseId", "transactionId"]
        for fact in try facts() {
            for (side, paths) in [(PayloadSide.request, fact.requestPaths), (.response, fact.responsePaths)] {
                for path in paths.map({ $0.split(separator: ".").map(String.init) }) {
                    guard let last = path.last, names.contains(last), !lists.contains(path[0]) else { continue }
                    let isKnown = PayloadField.places.contains { $0.side == side && $0.path == path }
                    let isEventTransaction = path.first == "eventData" && last == "transactionId"
                    #expect(isKnown || isEventTransaction, "\(fact.action) \(path)")
                }
            }
        }
    }

    private struct Fact {
        var action: String
        var version: OCPPVersion
        var level: Level?
        var sender: Set<Source>
        var hasResponse: Bool
        var requestPaths: Set<String>
        var responsePaths: Set<String>
    }

    private func facts() throws -> [Fact] {
        let actions = try SharedTraces.reference("ocpp-actions.json")["actions"] as? [[String: Any]] ?? []
        #expect(actions.count == 194)
        return actions.map { fact in
            let direction = fact["direction"] as? String
            return Fact(
                action: fact["action"] as? String ?? "",
                version: OCPPVersion(rawValue: fact["version"] as? String ?? "") ?? .unknown,
                level: Level(rawValue: fact["level"] as? String ?? ""),
                sender: direction == "both" ? [.cp, .csms] : direction == "cp->csms" ? [.cp] : [.csms],
                hasResponse: fact["has_response"] as? Bool ?? false, requestPaths: paths(fact["request_fields"]),
                responsePaths: paths(fact["response_fields"]))
        }
    }

    private func paths(_ fields: Any?) -> Set<String> {
        let fields = fields as? [[String: Any]] ?? []
        return Set(fields.compactMap { ($0["path"] as? String)?.replacing("[]", with: "") })
    }
}

import OCPP
import Testing

@testable import Insights

/// The table of explanations is whole, and says nothing of messages that the schemas do not know.
struct ExplanationTableTests {
    private static let states: Set<String> = [
        "chargingState", "errorCode", "reason", "stoppedReason", "triggerReason", "eventType", "updateType", "trigger",
        "action",
    ]

    @Test func everyLineOfTheTableIsRead() {
        #expect(Explanations.faults.isEmpty)
        #expect(Explanations.all.count > 300)
    }

    @Test(arguments: ActionSpecification.all)
    func everyActionIsExplainedWithItsVersionsAndSender(_ specification: ActionSpecification) throws {
        let found = Explanations.meanings(of: specification.action.rawValue, kind: .action)
        let explanation = try #require(found.first)
        #expect(found.count == 1)
        #expect(explanation.word == specification.action.rawValue)
        #expect(Set(explanation.versions) == Set(specification.versions.map(\.rawValue)))
        let sender =
            specification.requestedBy.count == 2
            ? "both" : specification.requestedBy == [.cp] ? "charging station" : "CSMS"
        #expect(explanation.sender == sender)
        #expect(specification.hasResponse || explanation.response.isEmpty)
    }

    @Test func noActionIsExplainedThatThereIsNot() {
        let known = Set(ActionSpecification.all.map(\.action.rawValue))
        #expect(Explanations.all.filter { $0.kind == .action && !known.contains($0.word) }.isEmpty)
    }

    @Test(arguments: [PayloadSide.request, .response])
    func everyFieldThatIsExplainedStandsInASchema(_ side: PayloadSide) {
        let known = Set(SchemaPaths.all.filter { $0.side == side }.map { "\($0.action.rawValue) \($0.path)" })
        let named = Explanations.all.flatMap { explanation in
            (side == .request ? explanation.request : explanation.response).map { "\(explanation.word) \($0.name)" }
        }
        #expect(named.filter { !known.contains($0) } == [])
        #expect(Set(named).count == named.count)
    }

    @Test(arguments: [PayloadSide.request, .response])
    func everyFieldThatMustBeThereIsExplained(_ side: PayloadSide) {
        let explained = Set(
            Explanations.all.flatMap { explanation in
                (side == .request ? explanation.request : explanation.response)
                    .map { "\(explanation.word) \(SchemaPaths.head(of: $0.name))" }
            })
        let required = SchemaPaths.all.filter { $0.side == side && $0.isRequired }
            .map { "\($0.action.rawValue) \($0.path)" }
        #expect(Set(required).subtracting(explained).sorted() == [])
    }

    @Test func everyWordOfStatusErrorAndReasonIsExplainedForEachMessageItStandsIn() {
        var missing: Set<String> = []
        for place in SchemaPaths.all where Self.isState(place) {
            for word in place.words where !Self.isExplained(word, place) {
                missing.insert("\(word) \(place.version.rawValue) \(place.action.rawValue) \(place.path)")
            }
        }
        #expect(missing.sorted() == [])
    }

    @Test func aWordStandsInTheMessagesAndVersionsThatItsExplanationNames() {
        let places = SchemaPaths.all.filter(Self.isState)
        var wrong: [String] = []
        for explanation in Explanations.all where Self.isOfSchemas(explanation) {
            let named = Self.words(in: explanation.sender)
            for version in explanation.versions {
                let stands = places.contains {
                    $0.version.rawValue == version && named.contains($0.action.rawValue)
                        && $0.words.contains(explanation.word)
                }
                if !stands { wrong.append("\(explanation.word) \(version) \(explanation.sender)") }
            }
        }
        #expect(wrong == [])
    }

    @Test(arguments: [
        "NotImplemented", "NotSupported", "InternalError", "ProtocolError", "SecurityError", "FormationViolation",
        "FormatViolation", "PropertyConstraintViolation", "OccurenceConstraintViolation",
        "OccurrenceConstraintViolation", "TypeConstraintViolation", "GenericError", "MessageTypeNotSupported",
        "RpcFrameworkError",
    ])
    func everyCodeOfACallErrorIsExplained(_ code: String) {
        #expect(Explanations.meanings(of: code, kind: .error).contains { $0.sender.hasPrefix("CALLERROR") })
    }

    @Test(arguments: [
        "FirmwareUpdated", "FailedToAuthenticateAtCsms", "CsmsFailedToAuthenticate", "SettingSystemTime",
        "StartupOfTheDevice", "ResetOrReboot", "SecurityLogWasCleared", "ReconfigurationOfSecurityParameters",
        "MemoryExhaustion", "InvalidMessages", "AttemptedReplayAttacks", "TamperDetectionActivated",
        "InvalidFirmwareSignature", "InvalidFirmwareSigningCertificate", "InvalidCsmsCertificate",
        "InvalidChargingStationCertificate", "DiscardedRenewedClientCertificate", "InvalidTLSVersion",
        "InvalidTLSCipherSuite", "MaintenanceLoginAccepted", "MaintenanceLoginFailed",
        "FailedToAuthenticationAtCentralSystem", "CentralSystemFailedToAuthentication",
        "InvalidCentralSystemCertificate", "InvalidChargePointCertificate",
    ])
    func everyEventOfSecurityIsExplained(_ event: String) {
        #expect(Explanations.meanings(of: event, kind: .reason).map(\.word) == [event])
    }

    @Test(arguments: [
        "CX001", "CX002", "CX003", "CX004", "CX005", "CX006", "CX008", "CX010", "CX011", "CX014", "CX015", "CX017",
        "CX018", "CX019", "CX020", "CX022", "CX023", "CX024", "CX025", "CX026",
    ])
    func everyCommonCodeOfMakersIsExplained(_ code: String) {
        #expect(Explanations.meanings(of: code, kind: .error).count == 1)
    }

    @Test func noPartIsEmpty() {
        for explanation in Explanations.all {
            #expect(!explanation.word.isEmpty && !explanation.sender.isEmpty, "\(explanation.word)")
            #expect(explanation.meaning.count > 10 && explanation.meaning.hasSuffix("."), "\(explanation.word)")
            #expect(!explanation.specification.isEmpty, "\(explanation.word)")
            #expect(!explanation.checks.isEmpty, "\(explanation.word)")
            #expect(explanation.word == "NoError" || !explanation.causes.isEmpty, "\(explanation.word)")
            let texts = explanation.causes + explanation.checks
            let fields = (explanation.request + explanation.response).map(\.meaning)
            #expect((texts + fields).allSatisfy { ".?)…".contains($0.last ?? " ") }, "\(explanation.word)")
        }
    }

    @Test func nothingIsExplainedTwice() {
        let keys = Explanations.all.map { "\($0.kind) \($0.word) \($0.sender)" }
        #expect(Set(keys).count == keys.count)
    }

    /// "Explain GroundFailure." leads somewhere, and so does every action that a check names.
    @Test func wordsThatAreReferredToAreExplained() {
        for explanation in Explanations.all {
            for text in explanation.checks where text.hasPrefix("Explain ") {
                let word = text.dropFirst("Explain ".count).prefix { $0.isLetter || $0.isNumber }
                let isName = word.first?.isUppercase == true
                #expect(!isName || !Explanations.meanings(of: String(word)).isEmpty, "\(text)")
            }
        }
    }

    private static func isState(_ place: SchemaPaths.Place) -> Bool {
        guard !place.words.isEmpty else { return false }
        let isType = place.path == "type" && ["ChangeAvailability", "Reset"].contains(place.action.rawValue)
        return isType || place.leaf == "status" || place.leaf.hasSuffix("Status") || states.contains(place.leaf)
    }

    private static func isExplained(_ word: String, _ place: SchemaPaths.Place) -> Bool {
        Explanations.meanings(of: word).contains {
            $0.kind != .action && $0.word == word && $0.versions.contains(place.version.rawValue)
                && words(in: $0.sender).contains(place.action.rawValue)
        }
    }

    /// Codes of CALLERROR, of makers and of `statusInfo`, and security events, are free text in the schemas.
    private static func isOfSchemas(_ explanation: Explanation) -> Bool {
        explanation.kind != .action && !explanation.sender.hasPrefix("CALLERROR")
            && !explanation.word.hasPrefix("CX") && !explanation.sender.contains("reasonCode")
            && explanation.sender != "SecurityEventNotification request"
    }

    private static func words(in text: String) -> Set<String> {
        Set(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
}

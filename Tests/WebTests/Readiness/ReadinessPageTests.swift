import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Insights
@testable import Web

/// The page of readiness.
struct ReadinessPageTests {
    private func result(_ state: RequirementState, isRequired: Bool = true) -> RequirementResult {
        RequirementResult(
            requirement: Requirement("boot", "Boots", isRequired: isRequired, .version(["1.6"])), state: state,
            detail: "it was seen", evidence: [])
    }

    @Test func everyStateHasAnIconAndAShortWord() {
        let shown = RequirementState.allCases.map { RequirementView(result($0)) }
        #expect(
            shown.map(\.words) == ["Passed", "Rejected", "Error", "No answer", "Not seen", "Not observable"])
        #expect(Set(shown.map(\.icon)).count == 6)
        #expect(shown.last?.allWords == "Not observable at this level" && shown.last?.tone == "note")
        #expect(RequirementView(result(.error, isRequired: false)).tone == "warning")
    }

    @Test func withoutProfilesThePageSaysSo() async throws {
        let page = try await Served(entries: Session.entries()).text("/readiness")
        #expect(page.contains("No profiles") && !page.contains("style="))
        #expect(try await Served().ask("/readiness?profile=none").status == .badRequest)
        #expect(try await Served().ask("/readiness/report").status == .notFound)
    }

    @Test func linksKeepProfileAndTime() throws {
        let parameters = try QueryString(
            "profile=core16&charger=CP-7&since=24h", known: ReadinessQuestion.parameters)
        let question = try ReadinessQuestion(parameters, now: .at(0))
        let station = Station(site: SiteID("depot-7"), charger: ChargerID("CP-7"))
        #expect(question.isOfOne)
        #expect(
            question.reportURL(of: station)
                == "/readiness/report?profile=core16&charger=CP-7&site=depot-7&since=24h")
        #expect(question.url(since: nil) == "/readiness?profile=core16&charger=CP-7&since=")
        #expect(question.jsonURL(of: station).hasPrefix("/api/v1/readiness?profile=core16&q=charger:CP-7"))
    }
}

import HTTPTypes
import HummingbirdTesting
import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The page of analyses.
struct AnalysisPageTests {
    private func served() -> Served {
        Served(entries: Session.entries() + Session.entries(id: 2, charger: "D-1", first: 20, at: 900))
    }

    @Test func everyNumberLeadsToTheEntriesThatProveIt() async throws {
        let page = try await served().text("/analysis?since=24h")
        #expect(page.contains("<h1 class=\"title\">Analysis: Overview</h1>"))
        #expect(page.contains(#"<a href="/logs?q=kind:exchange,unanswered&amp;from=2026-11-2"#))
        #expect(page.contains("Boots") && page.contains("Share, %"))
        #expect(!page.contains("style=") && !page.contains("<script>"))
    }

    @Test(arguments: AnalysisPartNames.all) func everyTableIsOneAddress(_ name: String) async throws {
        let answer = try await served().ask("/analysis?show=\(name)&since=24h")
        #expect(answer.status == .ok)
        #expect(answer.text.contains(#"aria-current="page">"#))
        let hasTable = answer.text.contains("<table class=\"analysis")
        #expect(hasTable || answer.text.contains("Nothing to show") || name == "different", "\(name)")
    }

    @Test func anUnknownTableOrParameterIsAProblem() async throws {
        let served = served()
        #expect(try await served.ask("/analysis?show=nonsense").status == .badRequest)
        #expect(try await served.ask("/analysis?shown=errors").status == .badRequest)
    }

    @Test func filtersBoundTheTableAndAreKeptByTheNavigation() async throws {
        let page = try await served().text("/analysis?show=actions&charger=D-*&since=24h")
        #expect(page.contains("charger:D-*") && page.contains(#"value="D-*""#))
        #expect(page.contains(#"href="/analysis?show=volume&amp;charger=D-*&amp;since=24h""#))
    }

    @Test func aFaultOfTheQueryIsSaidBesideTheField() async throws {
        let page = try await served().text("/analysis?show=errors&q=result:(")
        #expect(page.contains("The query has a fault.") && page.contains(#"aria-invalid="true""#))
    }

    @Test func aComparisonAsksForASelection() async throws {
        let page = try await served().text("/analysis?show=different")
        #expect(page.contains("Choose a selection") && page.contains("q=result:rejected"))
        let compared = try await served().text("/analysis?show=different&q=charger:D-1")
        #expect(compared.contains("are selected") || compared.contains("do not differ"))
    }

    @Test func anEmptyPageSaysWhy() async throws {
        let old = try await Served(entries: Session.entries(at: -10 * 86_400)).text("/analysis")
        #expect(old.contains("There is no entry in the last 7 days.") && old.contains("At any time"))
        #expect(try await Served().text("/analysis").contains("Nothing has been recorded yet"))
    }

    @Test func colourStepsGrowWithTheLogarithm() {
        #expect([0, 1, 2, 10, 100].map { HeatStep.of($0, most: 100) } == [nil, 1, 1, 3, 5])
        #expect(HeatStep.of(1, most: 1) == 1)
    }

    @Test func unitsStandInTheNamesOfColumns() {
        #expect(
            AnalysisWords.head(.init("p95_ms", .milliseconds, isRead: true), isPart: true, times: MomentColumn([]))
                == "p95, ms *")
        #expect(
            AnalysisWords.head(.init("shortest_s", .seconds), isPart: true, times: MomentColumn([])) == "Shortest, s")
        #expect(AnalysisWords.piece("2026-11-23T10:00:00Z", times: MomentColumn([])) == "11-23 10:00")
        #expect(
            AnalysisWords.stretch("2026-11-23T10:00:00Z/2026-11-23T11:00:00Z") == "2026-11-23 10:00 to 2026-11-23 11:00"
        )
    }
}

/// The tables that addresses name.
enum AnalysisPartNames {
    static let all = [
        "overview", "errors", "actions", "volume", "reboots", "clock", "transactions", "heatmap", "different",
    ]
}

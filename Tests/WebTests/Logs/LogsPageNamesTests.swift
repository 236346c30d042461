import Mustache
import OCPP
import OCPPLog
import Testing

@testable import Web

/// What templates find by name in the page of the log.
struct LogsPageNamesTests {
    @Test func everyValueHasItsName() throws {
        let question = LogsQuestion(text: "", look: LogsLook())
        let now = Timestamp(microseconds: 1_790_000_000_000_000)
        var page = LogsPage(question, frame: try Templates(assets: try Assets()).frame(title: "Logs", skips: []))
        let found = Page(entries: [Talk.entry("Heartbeat")], next: nil)
        page.show(found, of: question, settings: try Served.settings(), now: now, pinned: EntryIDs())
        page.facets = LogFacets(
            [Facet(.action, [Facet.Value("Heartbeat", count: 1)])], question, query: .everything, sites: SiteDirectory()
        )
        let models: [any MustacheParent] = [
            page, try #require(page.table), try #require(page.facets?.groups.first),
            try #require(ZoneChoice.all(chosen: .utc, now: now).first),
            try #require(page.tools?.columns.first),
            ChargersPage.Row(
                .init(charger: ChargerID("CP-7"), site: SiteID("depot-7"), lastSeen: now, version: .v16),
                settings: try Served.settings(),
                seen: MomentColumn([])),
        ]
        for model in models {
            for (label, value) in Mirror(reflecting: model).children {
                let name = try #require(label)
                let isNone = "\(value)" == "nil"
                #expect(isNone || model.child(named: name) != nil, "\(type(of: model)).\(name)")
            }
        }
    }
}

import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// All of one entry, as `ocpplogs get` prints it.
struct EntrySheetTests {
    private let sheet = EntrySheet(
        zone: PrintedEntry.utc, sites: { $0 == SiteID("muc") ? "München" : $0.rawValue }, paint: Paint(isOn: false))

    @Test func aSheetTellsAllThatIsKnown() {
        var entry = PrintedEntry.faulted()
        entry.siteID = SiteID("muc")
        entry.uniqueID = UniqueID("a1")
        entry.level = .info
        #expect(
            sheet.text(entry) == """
                2026-11-23 10:41:07.412 +00:00  DE-MUC-07/1 → StatusNotification  ✕ Faulted  31ms
                  id           3f09a2c1-1842
                  kind         exchange
                  unique id    a1
                  site         München (muc)
                  version      1.6
                  level        info, recorded at info
                  connection   0000000000000001
                  status       Faulted
                  codes        GroundFailure, CX002
                  request
                    {
                      "connectorId": 1,
                      "status": "Faulted"
                    }
                  response
                    {}

                """)
    }

    @Test func whatRulesFoundIsToldByCodeAndTitle() {
        var entry = PrintedEntry.faulted()
        entry.findings = ["no-answer", "rule-of-another-day"]
        let title = FindingRules.about("no-answer")?.title ?? ""
        #expect(!title.isEmpty)
        #expect(sheet.text(entry).contains("\n  findings     no-answer: \(title); rule-of-another-day\n"))
    }

    @Test func whatIsNoJSONIsShownAsItIsAndDoesNothing() {
        var entry = PrintedEntry.blank(nil, .malformed, at: 0, number: 1)
        entry.request = RecordedFrame(Array("no \u{1B}[2Jjson".utf8), payload: nil, length: 70_000)
        #expect(
            sheet.text(entry).hasSuffix(
                "  message, of 70.0 kB the beginning\n    no ⟦U+001B⟧[2Jjson\n"))
    }
}

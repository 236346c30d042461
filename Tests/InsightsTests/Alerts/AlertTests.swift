import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What an alert says of itself.
struct AlertTests {
    private func alert(
        _ subject: Alert.Subject, _ text: String = "finding:faulted OR result:error", count: Int = 1,
        findings: [Alert.Found] = []
    ) throws -> Alert {
        let rule = AlertRule(
            "faults", text: text, query: try QueryParser.parse(text), count: count, window: .seconds(600))
        return Alert(
            id: "a1", rule: rule, subject: subject, datetime: .at(30), since: .at(0), count: count,
            entries: [EntryID(origin: 7, sequence: 3)], findings: findings, silentUntil: .at(3_630))
    }

    private let station = Station(site: SiteID("depot"), charger: ChargerID("CP 7\"\u{202E}"))

    @Test func itsSentenceSaysWhoHowOftenAndWhat() throws {
        let found = Alert.Found(code: "faulted")
        #expect(found.sentence == "A connector is out of order")
        #expect(found.severity == .error)
        #expect(
            try alert(.site(SiteID("depot")), findings: [found]).sentence == "site depot: A connector is out of order")
        #expect(
            try alert(.all, "result:error", count: 3).sentence
                == "all sites: 3 times within 10 min: a match of result:error")
        #expect(
            try alert(.charger(station), findings: [found]).sentence
                == "CP 7\"⟦U+202E⟧ (site depot): A connector is out of order")
        #expect(Alert.Found(code: "of-a-later-version").sentence == "of-a-later-version")
    }

    @Test func itsSearchFindsWhatTheRuleCountedOfThisStationAlone() throws {
        let search = try alert(.charger(station)).search
        let read = try QueryParser.parse(search.description)
        let matcher = QueryMatcher(read, sites: SiteDirectory())
        func entry(_ charger: String, site: String = "depot", findings: [String] = ["faulted"]) -> Entry {
            var entry = Entry(
                kind: .exchange, datetime: .at(0), siteID: SiteID(site), chargerID: ChargerID(charger),
                connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
            entry.findings = findings
            return entry
        }
        #expect(matcher.matches(entry(station.charger.rawValue)))
        #expect(!matcher.matches(entry(station.charger.rawValue, findings: ["clock-drift"])))
        #expect(!matcher.matches(entry(station.charger.rawValue, site: "other")))
        #expect(!matcher.matches(entry("CP-8")))
        #expect(try alert(.all).search == alert(.all).rule.query)
    }

    @Test func asJSONItIsOneLineWithTheSameMembersAlways() throws {
        let text = AlertJSON.object(
            of: try alert(.charger(Station(site: SiteID("depot"), charger: ChargerID("CP-7"))), "result:error")
        ).json
        #expect(
            text == """
                {"id":"a1","kind":"alert","rule":"faults","sentence":"CP-7 (site depot): a match of result:error",\
                "datetime":"2026-11-23T10:00:30.000000Z","charger_id":"CP-7","site_id":"depot","count":1,\
                "since":"2026-11-23T10:00:00.000000Z","within_s":600,"silenced":0,\
                "silent_until":"2026-11-23T11:00:30.000000Z","findings":[],"entries":["00000007-3"],\
                "search":{"q":"charger:CP-7 site:depot result:error","from":"2026-11-23T10:00:00.000000Z",\
                "to":"2026-11-23T10:00:30.000001Z"}}
                """)
        let test = Alert.test(of: try alert(.all).rule, id: "t1", now: .at(5))
        let line = AlertJSON.object(of: test).json
        #expect(line.contains("\"kind\":\"test\""))
        #expect(line.contains("\"charger_id\":null,\"site_id\":null"))
    }
}

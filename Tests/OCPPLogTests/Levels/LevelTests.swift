import OCPP
import OCPPLog
import Testing

struct LevelTests {
    @Test func aStationBelongsToTheFirstSiteThatNamesIt() {
        let directory = SiteDirectory([
            Site(id: SiteID("a"), name: "Depot A", chargers: [Glob("DE-A-*")]),
            Site(id: SiteID("b"), level: .debug, chargers: [Glob("*-7"), Glob("x")]),
        ])
        let expected = ["DE-A-7": "a", "de-a-1": "a", "FR-7": "b", "X": "b", "other": "default"]
        for (charger, site) in expected {
            #expect(directory.site(of: ChargerID(charger)).id.rawValue == site, "\(charger)")
        }
        #expect(directory.name(of: SiteID("a")) == "Depot A")
        #expect(directory.name(of: SiteID("gone")) == "gone")
    }

    @Test func theDefaultSiteCanBeConfigured() {
        let directory = SiteDirectory([Site(id: .default, level: .none)])
        #expect(directory.site(of: ChargerID("any")).level == .none)
        #expect(directory.sites.count == 1)
    }

    @Test func atNoneNothingIsKept() {
        for kind in EntryKind.allCases {
            #expect(!LevelRule.keeps(kind, action: .bootNotification, actionLevel: .info, at: .none))
        }
    }

    @Test func whatBelongsToNoActionIsKeptAtInfoAndDebug() {
        for level in [Level.info, .debug] {
            for kind in [EntryKind.malformed, .connection, .gap, .orphan] {
                #expect(LevelRule.keeps(kind, action: nil, actionLevel: .debug, at: level))
            }
        }
        #expect(!LevelRule.keeps(.orphan, action: .heartbeat, actionLevel: .debug, at: .info))
    }

    @Test func anUnknownActionIsDebug() {
        #expect(LevelRule.level(of: Action("SetPhases"), fields: PayloadFields()) == .debug)
        #expect(!LevelRule.keeps(.exchange, action: Action("SetPhases"), actionLevel: .debug, at: .info))
        #expect(LevelRule.keeps(.exchange, action: Action("SetPhases"), actionLevel: .debug, at: .debug))
    }
}

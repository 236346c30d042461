import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// When a rule says that it is enough. A day is told as entries that match: who, and at which second.
struct AlertBookTests {
    /// A rule that is told of what matches, and the alerts that it raised.
    final class Watch {
        var book: AlertBook
        var alerts: [Alert] = []
        private var told = 0

        init(_ rule: AlertRule, _ limits: AlertBook.Limits = .init()) {
            book = AlertBook(rule, limits: limits)
        }

        /// An entry matches.
        /// - Returns: whether that raised an alert.
        @discardableResult
        func match(
            _ charger: String = "CP-1", at seconds: Double, site: String = "depot", findings: [String] = []
        ) -> Bool {
            told += 1
            var entry = Entry(
                id: EntryID(origin: 7, sequence: Int64(told)), kind: .exchange, datetime: .at(seconds),
                siteID: SiteID(site), chargerID: ChargerID(charger), connectionID: ConnectionID(rawValue: 1),
                source: .cp, version: .v16)
            entry.findings = findings
            let number = alerts.count + 1
            guard let alert = book.read(entry, makeID: { "alert-\(number)" }) else { return false }
            alerts.append(alert)
            return true
        }
    }

    static func rule(
        _ count: Int, within window: Int64 = 60, per scope: AlertRule.Scope = .charger, silence: Int64 = 600,
        _ text: String = "finding:faulted"
    ) throws -> AlertRule {
        AlertRule(
            "faults", text: text, query: try QueryParser.parse(text), count: count, window: .seconds(window),
            scope: scope,
            silence: .seconds(silence), targets: ["ops"])
    }

    @Test func theFirstMatchRaisesAnAlertAndTheSilenceHoldsOthersBack() throws {
        let watch = Watch(try Self.rule(1))
        #expect(watch.match(at: 0))
        for second in 1..<600 { #expect(!watch.match(at: Double(second))) }
        #expect(watch.match(at: 600))
        #expect(watch.alerts.map(\.silenced) == [0, 599])
        #expect(watch.alerts.map(\.silentUntil) == [.at(600), .at(1_200)])
        #expect(watch.book.counts.fired == 2)
        #expect(watch.book.counts.silenced == 599)
        #expect(watch.book.lastFired == .at(600))
    }

    @Test func soManyHaveToLieInTheWindow() throws {
        let watch = Watch(try Self.rule(3))
        for second in stride(from: 0.0, to: 1_000, by: 31) { #expect(!watch.match(at: second)) }
        #expect(!watch.match(at: 2_000))
        #expect(!watch.match(at: 2_059))
        #expect(watch.match(at: 2_060))
        let alert = try #require(watch.alerts.first)
        #expect(alert.count == 3)
        #expect(alert.since == .at(2_000))
        #expect(alert.datetime == .at(2_060))
        #expect(alert.entries.map(\.sequence) == [34, 35, 36])
    }

    @Test func theWindowEndsToTheMicrosecond() throws {
        let watch = Watch(try Self.rule(2))
        #expect(!watch.match(at: 0))
        #expect(!watch.match(at: 60.000001))
        #expect(watch.match(at: 120.000001))
    }

    @Test func whatWasToldIsNotCountedAgain() throws {
        let watch = Watch(try Self.rule(3, silence: 1))
        let raised = (0..<9).map { watch.match(at: Double($0) * 2) }
        #expect(raised == [false, false, true, false, false, true, false, false, true])
    }

    @Test func whatComesInTheSilenceCountsWhenItIsOver() throws {
        let watch = Watch(try Self.rule(2, within: 60, silence: 100))
        watch.match(at: 0)
        #expect(watch.match(at: 1))
        #expect(!watch.match(at: 95))
        #expect(watch.match(at: 102))
        #expect(watch.alerts.last?.since == .at(95))
        #expect(watch.alerts.last?.silenced == 1)
    }

    @Test func stationsAreCountedEachForItselfAlsoThoseOfTheSameNameAtTwoSites() throws {
        let watch = Watch(try Self.rule(2))
        #expect(!watch.match("CP-1", at: 0))
        #expect(!watch.match("CP-2", at: 1))
        #expect(!watch.match("CP-1", at: 2, site: "other"))
        #expect(watch.match("CP-2", at: 3))
        #expect(watch.alerts.first?.subject == .charger(Station(site: SiteID("depot"), charger: ChargerID("CP-2"))))
    }

    @Test(arguments: [(AlertRule.Scope.charger, 0), (.site, 1), (.all, 2)])
    func aRuleCountsPerStationSiteOrOverAll(_ scope: AlertRule.Scope, _ expected: Int) throws {
        let watch = Watch(try Self.rule(2, per: scope, silence: 1))
        watch.match("CP-1", at: 0, site: "a")
        watch.match("CP-2", at: 2, site: "a")
        watch.match("CP-3", at: 4, site: "b")
        watch.match("CP-4", at: 6, site: "c")
        #expect(watch.alerts.count == expected)
    }

    @Test func anEarlierTimeMayComeLater() throws {
        let watch = Watch(try Self.rule(3))
        watch.match(at: 50)
        watch.match(at: 20)
        #expect(watch.match(at: 30))
        let alert = try #require(watch.alerts.first)
        #expect(alert.since == .at(20))
        #expect(alert.datetime == .at(50))
        #expect(alert.entries.map(\.sequence) == [2, 3, 1])
        #expect(!watch.match(at: 40))
    }

    @Test func aClockThatIsSetBackDoesNotSilenceARuleForLong() throws {
        let watch = Watch(try Self.rule(1))
        #expect(watch.match(at: 100_000))
        #expect(!watch.match(at: 0))
        #expect(!watch.match(at: 599))
        #expect(watch.match(at: 600))
    }

    @Test func ofMoreThanFiveEntriesTheNewestAreNamed() throws {
        let watch = Watch(try Self.rule(8))
        for second in 0..<8 { watch.match(at: Double(second)) }
        #expect(watch.alerts.first?.count == 8)
        #expect(watch.alerts.first?.entries.map(\.sequence) == [4, 5, 6, 7, 8])
    }

    /// What each station did, and the alerts that are raised of it, whoever else speaks in between.
    @Test(arguments: 0..<20)
    func howStationsAreInterleavedChangesNothing(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let stories = (0..<6).map { station in
            (0..<60).map { _ in (charger: "CP-\(station)", second: Double.random(in: 0...3_000, using: &random)) }
                .sorted { $0.second < $1.second }
        }
        func alerts(_ entries: [(charger: String, second: Double)]) throws -> Set<[Timestamp]> {
            let watch = Watch(try Self.rule(4, within: 200, silence: 300))
            for entry in entries { watch.match(entry.charger, at: entry.second) }
            return Set(watch.alerts.map { [$0.since, $0.datetime, $0.silentUntil] })
        }
        let oneAfterTheOther = try alerts(stories.flatMap(\.self))
        var rests = stories.map { $0[...] }
        var mixed: [(charger: String, second: Double)] = []
        while let station = rests.indices.filter({ !rests[$0].isEmpty }).randomElement(using: &random) {
            mixed.append(rests[station].removeFirst())
        }
        let interleaved = try alerts(mixed)
        #expect(!interleaved.isEmpty)
        #expect(interleaved == oneAfterTheOther)
    }

    @Test func ofTooManyStationsThoseThatWereQuietForLongestAreForgottenAndCounted() throws {
        var limits = AlertBook.Limits()
        limits.groups = 100
        let watch = Watch(try Self.rule(2, within: 86_400), limits)
        for station in 0..<1_000 {
            watch.match("CP-\(station)", at: Double(station))
            #expect(watch.book.remembered <= 100)
        }
        #expect(watch.book.counts.forgotten > 800)
        #expect(watch.book.counts.forgotten + watch.book.remembered == 1_000)
        #expect(watch.match("CP-999", at: 1_001))
        #expect(!watch.match("CP-1", at: 1_002))
    }

    @Test func whatIsRememberedOfAllStationsIsBounded() throws {
        var limits = AlertBook.Limits()
        limits.hits = 1_000
        let watch = Watch(try Self.rule(200, within: 86_400), limits)
        for second in 0..<20_000 {
            watch.match("CP-\(second % 100)", at: Double(second) / 10)
            #expect(watch.book.rememberedEntries <= 1_000)
        }
        #expect(watch.book.rememberedEntries > 500)
        #expect(watch.book.counts.forgotten > 0)
    }

    @Test func stationsThatSayNothingAnyMoreMakeRoomWithoutBeingCounted() throws {
        var limits = AlertBook.Limits()
        limits.groups = 100
        let watch = Watch(try Self.rule(2, within: 10), limits)
        for station in 0..<1_000 { watch.match("CP-\(station)", at: Double(station)) }
        #expect(watch.book.remembered <= 100)
        #expect(watch.book.counts.forgotten == 0)
    }

    @Test func silencesAreToldTheLongestFirst() throws {
        let watch = Watch(try Self.rule(1))
        watch.match("CP-1", at: 0)
        watch.match("CP-2", at: 100)
        watch.match("CP-1", at: 200)
        #expect(watch.book.silences(at: .at(200)).map(\.until) == [.at(700), .at(600)])
        #expect(watch.book.silences(at: .at(200)).map(\.matches) == [0, 1])
        #expect(watch.book.silences(at: .at(650)).map(\.until) == [.at(700)])
    }
}

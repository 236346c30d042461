import Logging
import OCPP
import Synchronization
import TestSupport
import Testing

@testable import OCPPLog

/// Levels that are set while the program runs.
@Suite(.timeLimit(.minutes(1)))
struct SiteLevelsTests {
    private static let depot = SiteID("depot-7")
    private static let sites = SiteDirectory([
        Site(id: depot, level: .info, chargers: [Glob("D-*")]), Site(id: SiteID("quiet"), level: .none),
    ])

    /// What was kept, and the time of day.
    private final class Desk: Sendable {
        let moment = Mutex(Timestamp.at(0))
        let kept = Mutex<[[LevelOverride]]>([])
        let changes = Mutex<[LevelChange]>([])

        func levels(_ overrides: [LevelOverride] = []) -> SiteLevels {
            SiteLevels(sites, overrides: overrides, now: { self.moment.withLock { $0 } }) { overrides, change in
                self.kept.withLock { $0.append(overrides) }
                self.changes.withLock { $0.append(change) }
            }
        }
    }

    @Test func whatIsSetOutranksTheConfigurationUntilItIsTakenBack() throws {
        let desk = Desk()
        let levels = desk.levels()
        let set = try levels.set(Self.depot, to: .debug, by: "ann", reason: "it does not lock")
        #expect(set?.effective == .debug && set?.configured == .info && set?.override?.by == "ann")
        #expect(levels.overridden() == [Self.depot: .debug])
        let reset = try levels.reset(Self.depot, by: "bob")
        #expect(reset == LevelStanding(siteID: Self.depot, configured: .info, override: nil))
        #expect(levels.overridden() == [:])
        let changes = desk.changes.withLock { $0 }
        #expect(changes.map(\.from) == [.info, .debug] && changes.map(\.to) == [.debug, .info])
        #expect(changes.map(\.by) == ["ann", "bob"])
        #expect(desk.kept.withLock { $0.map(\.count) } == [1, 0])
    }

    @Test func itEndsAtItsTime() throws {
        let desk = Desk()
        let levels = desk.levels()
        _ = try levels.set(Self.depot, to: .debug, until: .at(60), by: "ann")
        desk.moment.withLock { $0 = .at(59.9) }
        #expect(levels.overridden() == [Self.depot: .debug])
        desk.moment.withLock { $0 = .at(60) }
        #expect(levels.overridden() == [:] && levels.standing(of: Self.depot)?.effective == .info)
    }

    @Test func itsEndIsKeptOnceWithWhoSetItAndWhen() throws {
        let desk = Desk()
        let levels = desk.levels()
        _ = try levels.set(Self.depot, to: .debug, until: .at(60), by: "ann", reason: "it does not lock")
        _ = try levels.set(SiteID("quiet"), to: .info, until: .at(50), by: "bob")
        desk.moment.withLock { $0 = .at(49) }
        try levels.endOverdue()
        #expect(desk.changes.withLock { $0.count } == 2)
        desk.moment.withLock { $0 = .at(70) }
        try levels.endOverdue()
        try levels.endOverdue()
        let ends = desk.changes.withLock { Array($0.dropFirst(2)) }
        #expect(ends.map(\.siteID) == [SiteID("quiet"), Self.depot] && ends.allSatisfy { $0.what == .ended })
        #expect(ends.map(\.moment) == [.at(50), .at(60)] && ends.map(\.by) == ["bob", "ann"])
        #expect(ends.map(\.from) == [.info, .debug] && ends.map(\.to) == [.none, .info])
        #expect(desk.kept.withLock { $0.map(\.count) } == [1, 2, 1, 0])
        let line = try #require(ends.last.map { LevelJSON.text(of: $0) })
        #expect(line.hasSuffix(#""by":"ann","reason":"it does not lock","what":"ended"}"#))
    }

    @Test func anEndComesBeforeTheNextChange() throws {
        let desk = Desk()
        let levels = desk.levels()
        _ = try levels.set(Self.depot, to: .debug, until: .at(60), by: "ann")
        desk.moment.withLock { $0 = .at(70) }
        _ = try levels.set(Self.depot, to: .none, by: "bob")
        let changes = desk.changes.withLock { $0 }
        #expect(changes.map(\.what) == [.set, .ended, .set])
        #expect(changes.map(\.from) == [.info, .debug, .info] && changes.map(\.to) == [.debug, .info, .none])
    }

    @Test func anEndThatCannotBeKeptIsTriedAgain() throws {
        let isFull = Mutex(false)
        let ends = Mutex(0)
        let moment = Mutex(Timestamp.at(0))
        let levels = SiteLevels(Self.sites, now: { moment.withLock { $0 } }) { _, change in
            if isFull.withLock({ $0 }) { throw StoreError(.full, "the disk is full") }
            if change.what == .ended { ends.withLock { $0 += 1 } }
        }
        _ = try levels.set(Self.depot, to: .debug, until: .at(60), by: "ann")
        moment.withLock { $0 = .at(61) }
        isFull.withLock { $0 = true }
        #expect(throws: StoreError.self) { try levels.endOverdue() }
        #expect(levels.overridden() == [:])
        isFull.withLock { $0 = false }
        try levels.endOverdue()
        #expect(ends.withLock { $0 } == 1)
    }

    @Test func aSiteThatThereIsNotHasNoLevel() throws {
        let desk = Desk()
        let levels = desk.levels([LevelOverride(siteID: SiteID("gone"), level: .debug, since: .at(0), by: "ann")])
        #expect(levels.overridden() == [:])
        let set = try levels.set(SiteID("gone"), to: .debug, by: "ann")
        #expect(set == nil && desk.changes.withLock { $0.isEmpty })
        #expect(levels.standings.map(\.siteID) == [Self.depot, SiteID("quiet"), .default])
    }

    @Test func whatCannotBeKeptDoesNotHappen() {
        let levels = SiteLevels(Self.sites, now: { .at(0) }) { _, _ in throw StoreError(.full, "the disk is full") }
        #expect(throws: StoreError.self) { _ = try levels.set(Self.depot, to: .debug, by: "ann") }
        #expect(levels.overridden() == [:])
    }

    @Test func whatIsKeptIsReadBack() {
        let overrides = [
            LevelOverride(
                siteID: Self.depot, level: .debug, until: .at(60), since: .at(1), by: "ann", reason: "a \"b\""),
            LevelOverride(siteID: SiteID("quiet"), level: .none, since: .at(2), by: "bob"),
        ]
        #expect(LevelJSON.overrides(in: Array(LevelJSON.text(of: overrides).utf8)) == overrides)
        #expect(LevelJSON.overrides(in: Array(LevelJSON.text(of: []).utf8)) == [])
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"overrides":[{}]}"#, #"{"overrides":"x"}"#,
        #"{"overrides":[{"site_id":"a","level":"all","since":"2026-11-23T10:00:00Z","by":"x"}]}"#,
        #"{"overrides":[{"site_id":"a","level":"info","until":"soon","since":"2026-11-23T10:00:00Z","by":"x"}]}"#,
    ]) func aBrokenFileIsNone(_ text: String) {
        #expect(LevelJSON.overrides(in: Array(text.utf8)) == nil)
    }

    @Test func theRecorderGoesByWhatIsSet() async throws {
        let store = MemoryStore(origin: 7)
        let levels = Desk().levels()
        func record(_ talk: [Recordable]) async throws {
            let recorder = Recorder(
                store: store, sites: Self.sites, levels: levels, clock: ImpatientClock(), now: { .at(100) },
                logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
            recorder.offer(talk)
            recorder.finish()
            try await recorder.run()
        }
        try await record(talk("D-1", "Heartbeat"))
        _ = try levels.set(Self.depot, to: .debug, by: "ann")
        try await record(talk("D-1", "Heartbeat", at: 5))
        _ = try levels.set(Self.depot, to: .none, by: "ann")
        try await record(talk("D-1", "Authorize", at: 9))
        let kept = await store.search(Search()).entries
        #expect(kept.map(\.datetime) == [.at(5)] && kept.first?.levelInForce == .debug)
    }
}

import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import ocpplogs

/// Following a log with what surrounds the matches: numbers of entries, m marks matches, -- borders.
struct SurroundedTailTests {
    private struct Over: Error {}

    /// A heartbeat of CP-7; others are boots of it, which are what is looked for.
    private static func entry(_ number: Int64, boots: Bool = false, charger: String = "CP-7") -> Entry {
        var entry = PrintedEntry.blank(
            boots ? .bootNotification : .heartbeat, at: Double(number), number: number, charger: charger)
        entry.id.origin = 1
        return entry
    }

    /// - Parameter text: such as `1 2m 3`; a letter in front is the station, as in `a1 b2m`.
    private static func entries(_ text: String) -> [Entry] {
        text.split(separator: " ").map { word in
            let number = Int64(word.filter(\.isNumber)) ?? 0
            let station = word.first.flatMap { $0.isLetter ? String($0) : nil } ?? "CP-7"
            return entry(number, boots: word.hasSuffix("m"), charger: station)
        }
    }

    private static func words(_ rows: [EntryPrinter.Row]) -> String {
        rows.map { row in
            switch row {
            case .border: "--"
            case .entry(let entry, let isContext):
                (entry.chargerID == ChargerID("CP-7") ? "" : entry.chargerID.rawValue) + "\(entry.id.sequence)"
                    + (isContext == false ? "m" : "")
            }
        }.joined(separator: " ")
    }

    private static let question = LogQuestion(query: .field(.action, [.glob(Glob(literal: "BootNotification"))]))

    /// What is printed of a file with such entries, from its beginning on.
    private func printed(
        _ text: String, before: Int = 1, after: Int = 1, last: Int = 100, scope: ContextScope = .charger,
        then later: String = "", limits: TailSurroundings.Limits = .init()
    ) async throws -> String {
        let surroundings = TailSurroundings(scope: scope, before: before, after: after, limits: limits)
        var tail = SurroundedTail(Self.question, surroundings, last: last, source: nil)
        var rows = try await tail.rows(.entries(Self.entries(text)))
        #expect(rows.isEmpty)
        rows += try await tail.rows(.caughtUp)
        for entry in Self.entries(later) { rows += try await tail.rows(.entries([entry])) }
        return Self.words(rows)
    }

    @Test func aMatchStandsBetweenItsNeighbours() async throws {
        #expect(try await printed("1 2 3m 4 5") == "2 3m 4")
        #expect(try await printed("1 2 3m 4 5", before: 2, after: 0) == "1 2 3m")
        #expect(try await printed("1m 2 3 4 5 6m") == "1m 2 -- 5 6m")
        #expect(try await printed("1m 2 3m 4 5 6m 7") == "1m 2 3m 4 5 6m 7")
    }

    @Test func neighboursAreOfTheSameStationUnlessToldOtherwise() async throws {
        #expect(try await printed("a1 b2 a3m b4 a5 b6m b7") == "a1 a3m a5 -- b4 b6m b7")
        #expect(try await printed("a1 b2 a3m b4 a5 b6m b7", scope: .all) == "b2 a3m b4 a5 b6m b7")
        #expect(try await printed("1 2m 3", scope: .connector) == "2m", "these name no connector")
    }

    @Test func whatComesAfterAMatchIsPrintedAsItComes() async throws {
        #expect(try await printed("1 2", then: "3m 4 5 6") == "2 3m 4")
        #expect(try await printed("1 2m", after: 2, then: "3 4 5") == "1 2m 3 4")
        #expect(try await printed("1 2", then: "a3 a4m 5m a6") == "a3 a4m -- 2 5m a6")
    }

    @Test func atTheBeginningThereAreSoManyMatches() async throws {
        #expect(try await printed("1m 2 3 4m 5 6 7m 8", last: 2) == "3 4m 5 6 7m 8")
        #expect(try await printed("1m 2 3 4 5 6m", last: 0, then: "7 8 9m") == "8 9m")
        let many = (1...5_000).map { $0 % 5 == 0 ? "\($0)m" : "\($0)" }.joined(separator: " ")
        #expect(try await printed(many, last: 2) == "4994 4995m 4996 -- 4999 5000m")
    }

    @Test func whatIsRememberedHasABoundAndTheStationsHeardLastStay() async throws {
        let stations = (1...40).map { "\($0 % 2 == 0 ? "b" : "a")\($0)" }.joined(separator: " ")
        let limits = TailSurroundings.Limits(entries: 8, bytes: 1 << 20)
        var tail = SurroundedTail(
            Self.question, TailSurroundings(scope: .charger, before: 5, after: 0, limits: limits), last: 0, source: nil)
        _ = try await tail.rows(.caughtUp)
        let before = tail.loss()
        #expect(before == nil)
        _ = try await tail.rows(.entries(Self.entries(stations)))
        let (loss, again) = (tail.loss(), tail.loss())
        #expect(loss?.hasSuffix("forgotten, since too many have to be remembered") == true)
        #expect(again == nil, "it is told once")
        let rows = try await tail.rows(.entries(Self.entries("b41m")))
        #expect(Self.words(rows).hasSuffix("b40 b41m"))
    }

    /// - Parameter steps: what is recorded while it waits.
    private func followed(
        _ store: MemoryStore, _ question: LogQuestion, last: Int, before: Int = 1, after: Int = 1, _ steps: [String]
    ) async throws -> String {
        let next = Mutex(0)
        let manner = TailManner(
            last: 0, follows: true,
            sleep: { _ in
                let step = next.withLock { next in
                    next += 1
                    return next - 1
                }
                guard step < steps.count else { throw Over() }
                try await store.commit(Batch(entries: Self.entries(steps[step])))
            }, now: { .at(100) })
        let source = StoreSource(name: "memory", store: store, sites: SiteDirectory())
        var tail = SurroundedTail(
            question, TailSurroundings(scope: .charger, before: before, after: after), last: last, source: source)
        let followed = tail.followed
        var rows: [EntryPrinter.Row] = []
        await #expect(throws: Over.self) {
            try await source.tail(followed, manner) { rows += try await tail.rows($0) }
        }
        return Self.words(rows)
    }

    @Test func ofAStoreWhatCameBeforeIsLookedUpAndNothingIsPrintedTwice() async throws {
        let store = MemoryStore(origin: 1)
        try await store.commit(Batch(entries: Self.entries("1 2 3m 4 5 6m")))
        let words = try await followed(store, Self.question, last: 2, ["7 8", "9 a10", "11m a12m 13"])
        #expect(words == "2 3m 4 5 6m 7 -- 9 11m -- a10 a12m 13")
        let once = try await followed(MemoryStore(origin: 1), Self.question, last: 2, ["1", "2m 3m 4"])
        #expect(once == "1 2m 3m 4")
    }

    @Test func whatIsThereWhenItBeginsIsFoundBeforeTheFirstMatch() async throws {
        let store = MemoryStore(origin: 1)
        try await store.commit(Batch(entries: Self.entries("1m 2 3 4")))
        #expect(try await followed(store, Self.question, last: 0, before: 2, after: 0, ["5", "6m"]) == "4 5 6m")
        let touching = MemoryStore(origin: 1)
        try await touching.commit(Batch(entries: Self.entries("1m 2 3 4")))
        let words = try await followed(touching, Self.question, last: 1, before: 3, after: 1, ["5m"])
        #expect(words == "1m 2 3 4 5m", "nothing was left out between them")
    }

    @Test func aStationIsWhatItSaidBeforeItWasFollowed() async throws {
        let boot = #"{"chargePointVendor":"Vestel","chargePointModel":"EVC04"}"#
        var first = Self.entry(1, boots: true)
        let frame = Array(#"[2,"1","BootNotification",\#(boot)]"#.utf8)
        first.request = RecordedFrame(frame, payload: frame.count - boot.utf8.count - 1..<frame.count - 1)
        let store = MemoryStore(origin: 1)
        try await store.commit(Batch(entries: [first]))
        let question = LogQuestion(query: try QueryParser.parse("vendor:vestel action:Heartbeat"))
        #expect(try await followed(store, question, last: 0, ["a2 3", "a4"]) == "1 3m")
    }

    @Test func onlyWhatMaySurroundAMatchIsFollowed() throws {
        func followed(_ query: String, _ scope: ContextScope = .charger) throws -> String {
            let question = LogQuestion(query: try QueryParser.parse(query))
            return SurroundedTail(
                question, TailSurroundings(scope: scope, before: 1, after: 1), last: 1, source: nil
            ).followed.query.description
        }
        #expect(try followed("charger:CP-7 error:*") == "charger:CP-7")
        #expect(try followed("charger:CP-7") == "charger:CP-7")
        #expect(try followed("charger:CP-7 error:*", .site) == "")
        #expect(try followed("site:12 error:*", .site) == "site:12")
        #expect(try followed("charger:CP-7 OR error:*") == "")
    }
}

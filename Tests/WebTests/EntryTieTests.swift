import HTTPTypes
import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import Web

/// On the page of an entry: the call that asked for it, and what a call brought about.
struct EntryTieTests {
    private static let accepted = #"{"status":"Accepted"}"#

    private let entries = [
        Talk.entry("RemoteStartTransaction", #"{"idTag":"04A2","connectorId":1}"#, accepted, from: .csms, sequence: 1),
        Talk.entry(
            "StartTransaction", #"{"connectorId":1,"idTag":"04A2","meterStart":0}"#,
            #"{"transactionId":42,"idTagInfo":{"status":"Accepted"}}"#, sequence: 2, at: 3.2),
        Talk.entry("Reset", #"{"type":"Hard"}"#, accepted, from: .csms, sequence: 3, at: 50_390),
        Talk.entry("BootNotification", #"{"firmwareVersion":"1.0"}"#, sequence: 4, at: 50_438),
        Talk.entry("Reset", #"{"type":"Hard"}"#, #"{"status":"Rejected"}"#, from: .csms, sequence: 5, at: 60_000),
        Talk.entry("DataTransfer", #"{"vendorId":"V"}"#, sequence: 6, at: 60_001),
        Talk.entry("BootNotification", #"{"firmwareVersion":"1.1"}"#, sequence: 7, at: 60_002),
    ]

    private func lines(_ number: Int, _ more: String = "") async throws -> [String] {
        let page = try await Served(entries: entries).text("/entries/00000007-\(number)\(more)")
        return page.matches(of: /<p class="before">(.*)<\/p>/).map { String($0.1) }
    }

    @Test func theCallIsNamedWithItsTimeAndItsLink() async throws {
        #expect(
            try await lines(2) == [
                #"Probably asked for by: <a href="/entries/00000007-1">RemoteStartTransaction, <time datetime="2026-11-23T10:00:00.000000Z">10:00:00</time></a> (3 s before)"#
            ])
    }

    @Test func aCallSaysWhatItBroughtAbout() async throws {
        #expect(
            try await lines(1) == [
                #"Probably brought about: <a href="/entries/00000007-2">StartTransaction, <time datetime="2026-11-23T10:00:03.200000Z">10:00:03</time></a> (3 s later)"#
            ])
    }

    @Test func whatOnlyOrderTiesIsProbableToo() async throws {
        let reset = try #require(try await lines(3).first)
        #expect(reset.hasPrefix(#"Probably brought about: <a href="/entries/00000007-4">BootNotification, "#))
        #expect(reset.hasSuffix("(48 s later)"))
        let boot = try await lines(4)
        #expect(boot.count == 1 && boot[0].hasPrefix(#"Probably asked for by: <a href="/entries/00000007-3">Reset, "#))
    }

    @Test func whatHeldBeforeStandsBelow() async throws {
        #expect(try await lines(7).map { $0.prefix(20) } == ["Before: <a href=\"/en"])
        var more = entries
        more[4] = Talk.entry("Reset", "{}", Self.accepted, from: .csms, sequence: 5, at: 60_000)
        let page = try await Served(entries: more).text("/entries/00000007-7")
        #expect(
            page.matches(of: /<p class="before">([A-Za-z ]+):/).map { $0.1 } == ["Probably asked for by", "Before"])
    }

    @Test func whatARefusedCallOrNoneBroughtAboutSaysNothing() async throws {
        #expect(try await lines(5) == [])
        #expect(try await lines(6) == [])
    }

    @Test func timesAreThoseOfThePagesZoneWithTheDayWhereItIsAnother() async throws {
        #expect(try await lines(4).first?.contains(">2026-11-23 23:59:50</time>") == true)
        let berlin = try #require(try await lines(4, "?tz=Europe%2FBerlin").first)
        #expect(berlin.contains(">00:59:50 +01:00</time>"))
        #expect(berlin.contains(#"href="/entries/00000007-3?tz=Europe%2FBerlin""#))
    }

    @Test func whatAnIdTiesIsCertain() async throws {
        let served = Served(entries: [
            Talk.entry("GetBaseReport", #"{"requestId":7}"#, Self.accepted, from: .csms, sequence: 1),
            Talk.entry("NotifyReport", #"{"requestId":7,"seqNo":0}"#, sequence: 2, at: 2),
        ])
        #expect(try await served.text("/entries/00000007-1").contains(#"<p class="before">Brought about: <a"#))
        #expect(try await served.text("/entries/00000007-2").contains(#"<p class="before">Asked for by: <a"#))
    }

    @Test func aCallDoesNotClaimWhatANearerOneBroughtAbout() async throws {
        let trigger = Talk.entry(
            "TriggerMessage", #"{"requestedMessage":"BootNotification"}"#, Self.accepted, from: .csms, sequence: 8,
            at: 50_420)
        let served = Served(entries: entries + [trigger])
        func lines(_ number: Int) async throws -> [Substring] {
            try await served.text("/entries/00000007-\(number)").matches(of: /<p class="before">(.*?),/).map { $0.1 }
        }
        #expect(try await lines(3) == [])
        #expect(
            try await lines(8) == [#"Probably brought about: <a href="/entries/00000007-4">BootNotification"#])
        #expect(try await lines(4) == [#"Probably asked for by: <a href="/entries/00000007-8">TriggerMessage"#])
    }

    /// DataTransfer, StartTransaction, BootNotification, Heartbeat: no tie, or one call is looked for. Reset, GetLog: their messages.
    @Test(arguments: [(6, []), (2, [1]), (4, [1]), (8, [1]), (3, [50]), (9, [50, 50])])
    func whereNoCallIsFoundNothingElseIsRead(_ number: Int, _ limits: [Int]) async throws {
        let more = [
            Talk.entry("Heartbeat", sequence: 8, at: 70_000),
            Talk.entry("GetLog", #"{"requestId":7}"#, Self.accepted, from: .csms, sequence: 9, at: 80_000),
        ]
        #expect(try await searches(number, WatchedStore(entries + more)).map(\.limit) == limits)
    }

    @Test func whatCameBetweenIsReadWhereACallIsFound() async throws {
        let asked = try await searches(4, WatchedStore(entries, finds: [entries[2]]))
        #expect(asked.map(\.limit) == [1, 50])
        #expect(asked.compactMap(\.budget).reduce(.zero, +) == .milliseconds(800))
    }

    /// The searches for what an entry is tied to: they have two ends. Those of a page together do not take long.
    private func searches(_ number: Int, _ store: WatchedStore) async throws -> [Search] {
        _ = try await Served().ask("/entries/00000007-\(number)", store: store)
        let asked = store.searches.withLock(\.self)
        #expect(asked.allSatisfy { $0.budget.map { $0 <= .milliseconds(800) } == true && $0.limit <= 50 })
        return asked.filter { $0.from != nil && $0.to != nil }
    }
}

/// A store that remembers what it was asked.
private final class WatchedStore: EntryStore {
    let origin: UInt32 = 7
    let searches = Mutex<[Search]>([])
    private let entries: [Entry]
    private let found: [Entry]

    /// - Parameter found: what every search finds.
    init(_ entries: [Entry], finds found: [Entry] = []) {
        self.entries = entries
        self.found = found
    }

    func lastSequence() async throws -> Int64 { 0 }
    func commit(_ batch: Batch) async throws {}
    func unfinished() async throws -> Unfinished { Unfinished() }
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        searches.withLock { $0.append(search) }
        return Page(entries: found, next: nil)
    }
    func entry(_ id: EntryID) async throws -> Entry? { entries.first { $0.id == id } }
}

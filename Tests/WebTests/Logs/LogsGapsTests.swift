import OCPP
import TestSupport
import Testing

@testable import OCPPLog
@testable import Web

/// Frames that could not be recorded, beside the entries over time.
struct LogsGapsTests {
    private static let range = "from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z"

    /// The entry that the recorder writes of frames that it lost.
    private static func gap(
        _ frames: Int, charger: String = "CP-7", sequence: Int64, at seconds: Double, for length: Double = 0
    ) -> Entry {
        let lost = LostFrames(
            charger: ChargerID(charger), connection: ConnectionID(rawValue: 1), version: .v16, frames: frames,
            from: .at(seconds), to: .at(seconds + length))
        var loss = Loss(lost.entry, cause: .slow, place: 0)
        loss.add(lost.entry, closes: nil, cause: .slow)
        var gap = loss.gap
        gap.id = EntryID(origin: 7, sequence: sequence)
        if charger.hasPrefix("D-") { gap.siteID = SiteID("depot-7") }
        return gap
    }

    private let served = Served(entries: [
        Talk.entry("Heartbeat", sequence: 1, at: 60), Talk.entry("Heartbeat", charger: "D-8", sequence: 2, at: 3_000),
        gap(12, sequence: 3, at: 2_460, for: 120), gap(1_204, charger: "D-8", sequence: 4, at: 600, for: 60),
        gap(6, sequence: 5, at: 630, for: 90),
    ])

    private func marks(_ page: String) -> [String] {
        page.matches(of: /<p class="level">.*<\/p>/).map { String($0.0) }
    }

    @Test func aGapIsMarkedWithWordsAndLeadsToItsEntries() async throws {
        let page = try await served.text("/logs?\(Self.range)")
        let marks = marks(page)
        #expect(marks.count == 2, "two that touch are one")
        #expect(marks[0].contains("1,210 frames not recorded 2026-11-23 10:10 – 10:12, 2 charging stations"))
        #expect(marks[1].contains("12 frames not recorded 2026-11-23 10:41 – 10:43, CP-7"))
        #expect(marks[1].contains(#"<span aria-hidden="true">▽</span>"#))
        #expect(page.contains("<title>12 frames not recorded 2026-11-23 10:41 – 10:43, CP-7</title>"))
        #expect(page.contains(#"<td class="text" colspan="4">▽ 12 frames not recorded"#))
        let url = try #require(marks[0].firstMatch(of: /href="([^"]+)"/)).1.replacing("&amp;", with: "&")
        let found = try await served.text(String(url))
        #expect(found.matches(of: /data-entry="00000007-([0-9]+)"/).map(\.1) == ["5", "4"])
    }

    @Test func onlyThoseOfTheStationsThatAreAskedForAreMarked() async throws {
        let page = try await served.text("/logs?q=charger:D-8+action:Heartbeat&\(Self.range)")
        #expect(marks(page).count == 1 && marks(page)[0].contains("1,204 frames not recorded"))
        #expect(page.contains("/logs?q=kind:gap%20charger:D-8"))
        let site = try await served.text("/logs?q=-site:depot-7&\(Self.range)")
        #expect(marks(site).count == 2 && marks(site)[0].contains("6 frames not recorded"))
        // What may be of any station: all of them.
        #expect(marks(try await served.text("/logs?q=charger:D-8+OR+action:Boot*&\(Self.range)")).count == 2)
    }

    @Test func timesAreThoseOfTheZone() async throws {
        let page = try await served.text("/logs?\(Self.range)&tz=Europe/Berlin")
        #expect(marks(page)[1].contains("2026-11-23 11:41 – 11:43, CP-7") && marks(page)[1].contains("tz=Europe"))
    }

    @Test func aGapThatReachesIntoTheTimeIsMarkedAtItsBeginning() async throws {
        let page = try await served.text("/logs?from=2026-11-23T10:42:00Z&to=2026-11-23T11:00:00Z")
        #expect(marks(page).count == 1 && page.contains(#"<text x="0%" y="9" text-anchor="middle">▽</text>"#))
        #expect(marks(try await served.text("/logs?from=2026-11-23T10:44:00Z&to=2026-11-23T11:00:00Z")).isEmpty)
    }

    @Test func ofManyTheNewestAreMarkedAndTheOthersCounted() async throws {
        let many = (0..<33).map { Self.gap(1, sequence: Int64($0 + 10), at: Double($0) * 100) }
        let page = try await Served(entries: many).text("/logs?\(Self.range)")
        let marks = marks(page)
        #expect(marks.count == 21 && marks.last?.contains(">and 13 more</a>") == true)
        let url = try #require(marks.last?.firstMatch(of: /href="([^"]+)"/)).1.replacing("&amp;", with: "&")
        #expect(try await Served(entries: many).text(String(url)).matches(of: /data-entry/).count == 33)
        let flood = (0..<600).map { Self.gap(1, sequence: Int64($0 + 10), at: Double($0) * 5) }
        let flooded = try await Served(entries: flood).text("/logs?\(Self.range)")
        #expect(flooded.contains(">and 480 more, or even more</a>"))
    }

    @Test func conditionsThatSayWhereAreKept() throws {
        for (text, kept) in [
            ("charger:A status:Faulted", ["charger:A"]), ("(charger:A OR site:B) word", ["charger:A OR site:B"]),
            ("-charger:A -status:B", ["-charger:A"]), ("charger:A OR word", []), ("", []),
            ("-(charger:A OR status:B)", []),
        ] {
            #expect(GapCounts.places(in: try QueryParser.parse(text)).map(\.description) == kept, "\(text)")
        }
    }

    @Test(arguments: [(0.0, "2026-11-23T10:00:00Z"), (90, "2026-11-23T10:01:30Z")])
    func theEndOfAGapIsThatOfItsSentence(_ length: Double, _ end: String) {
        #expect(Self.gap(3, sequence: 1, at: 0, for: length).gapEnd == Timestamp(end))
        #expect(Talk.entry(.gap).gapEnd == nil)
    }
}

import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// What is asked for usually leaves few blocks to look at.
struct TightnessTests {
    private static let entries = 2_048
    private static let blockSize = 64

    @Test(arguments: [
        // Each query, and how many of the 32 blocks it may leave.
        ("charger:CP-3", 3), ("site:site-1", 17), ("tag:DE*CAR07", 3), ("tag:de-8aa-car07", 1), ("tx:100777", 1),
        ("tx:tx-abc-9", 3), ("id:uid-0017", 3), ("action:StopTransaction", 1), ("status:Faulted", 1),
        ("SerialXQ77", 1), ("neverSeenWord", 0), ("CP-31", 32), ("charger:CP-3 action:StopTransaction", 0),
        ("NOT action:Heartbeat", 4), ("site:site-9", 0), ("kind:gap", 0), ("result:accepted", 0),
    ])
    func aQueryLeavesFewBlocks(_ text: String, _ most: Int) throws {
        let tables = StoreTables()
        let segment = try SegmentSample(Self.sample(), blockSize: Self.blockSize, tables: tables)
        let query = try QueryParser.parse(text)
        var plan = QueryPlan(query, sites: SiteDirectory(), tables: tables)
        let filters = try ReadFilters(plan, segment.loaded, segment)
        let left = segment.blocks.indices.filter { plan.answer(segment.loaded, block: $0, filters) != .none }
        #expect(left.count <= most, "\(left)")
        let matcher = QueryMatcher(query)
        let expected = segment.blocks.indices.filter { segment.blocks[$0].contains(where: matcher.matches) }
        #expect(Set(expected).isSubset(of: left))
    }

    /// A condition that columns decide reads no text, and leaves exactly the rows that match.
    @Test(arguments: ["latency:>2s", "is:slow", "is:slow,error", "latency:<=40ms", "vendor:Vestel", "-firmware:*"])
    func columnsDecideLatenciesAndBoots(_ text: String) throws {
        let tables = StoreTables()
        var entries = Self.sample()
        entries[40].action = .bootNotification
        let boot = #"[2,"b","BootNotification",{"chargePointVendor":"Vestel","firmwareVersion":"3"}]"#
        let payload = boot.utf8.count - 53..<boot.utf8.count - 1
        entries[40].request = RecordedFrame(Array(boot.utf8), payload: payload)
        let segment = try SegmentSample(entries, blockSize: Self.blockSize, tables: tables)
        let query = try QueryParser.parse(text).resolving(BootDirectory(entries))
        let plan = QueryPlan(query, sites: SiteDirectory(), tables: tables)
        let matcher = QueryMatcher(query)
        var writer = try BlockWriter()
        for (number, block) in segment.blocks.enumerated() {
            let stored = BlockInMemory(block: try writer.seal(block[...]))
            let reader = BlockReader(BlockPlace(segment: 1, block: number), stored, try PartDecompressor())
            let facts = SealedBlockFacts(segment: segment.loaded, block: number, filters: ReadFilters())
            var asked = try RowAnswers(plan, facts, reader, rows: Array(block.indices))
            let answers = try asked.answers(.meta)
            for (answer, entry) in zip(answers, block) {
                // At the very moment of a boot its id decides, which stands in another column.
                if answer == .some, entry.action == .bootNotification { continue }
                #expect(answer == (matcher.matches(entry) ? .all : .none), "\(entry.id)")
            }
        }
    }

    /// 32 charging stations at two sites, 64 entries each: a block is a station's.
    private static func sample() -> [Entry] {
        (0..<entries).map { number in
            let charger = number % 32
            var entry = Entry.stored(
                Int64(number + 1), at: Double(number), charger: "CP-\(charger)", site: "site-\(charger % 2)")
            entry.uniqueID = UniqueID("uid-\(String(10_000 + number).dropFirst())")
            entry.transactionID = charger < 16 ? "\(100_000 + number)" : "tx-abc-\(charger / 3)"
            entry.idTag = "DE-8AA-CAR\(charger / 10)\(charger % 10)"
            let word = number == 500 ? "SerialXQ77" : "meterValue"
            let text = #"{"key":"\#(word)","n":\#(number)}"#
            entry.request = RecordedFrame(Array(text.utf8), payload: 0..<text.utf8.count)
            if number == 77 { entry.action = .stopTransaction }
            if number == 78 { entry.reportedStatus = "Faulted" }
            entry.latency = number % 3 == 0 ? nil : Int64(number) * 4_000
            return entry
        }
    }
}

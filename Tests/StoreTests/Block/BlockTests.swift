import Foundation
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Entries survive being sealed into a block, byte for byte.
struct BlockTests {
    /// How many entries go through blocks; `OCPPLOGS_ROUND_TRIPS` raises it.
    static let roundTrips = ProcessInfo.processInfo.environment["OCPPLOGS_ROUND_TRIPS"].flatMap { Int($0) } ?? 50_000

    @Test func blocksOfOneEntryAreKept() throws {
        var generator = EntryGenerator(random: SeededGenerator(seed: 7))
        var writer = try BlockWriter()
        for _ in 0..<200 { try expectKept([generator.entry()], &writer) }
        try expectKept([], &writer)
    }

    @Test func entriesWithAnythingInAnyFieldAreKept() throws {
        var generator = EntryGenerator(random: SeededGenerator(seed: 42))
        var writer = try BlockWriter()
        for count in [2, 3, 500, 4_096] { try expectKept((0..<count).map { _ in generator.entry() }, &writer) }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func entriesOfRealTrafficAreKeptAndSmall() throws {
        var random = SeededGenerator(seed: 1)
        var writer = try BlockWriter()
        let entries = try TracedEntries.all(using: &random)
        try expectKept(entries, &writer)
        let block = try writer.seal(entries[...])
        let size = BlockPart.allCases.reduce(0) { $0 + block[$1].count }
        let frames = entries.reduce(0) { $0 + ($1.request?.bytes.count ?? 0) + ($1.response?.bytes.count ?? 0) }
        #expect(size < frames / 3)
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence), arguments: 0..<8)
    func damagedEntriesOfRealTrafficAreKept(part: Int) throws {
        let seed = UInt64(1_000 + part)
        var mutator = EntryMutator(random: SeededGenerator(seed: seed))
        let real = try TracedEntries.all(using: &mutator.random)
        var writer = try BlockWriter()
        var left = BlockTests.roundTrips / 8
        while left > 0 {
            let count = min([7, 300, 2_000, 4_096].randomElement(using: &mutator.random) ?? 1, max(left, 1))
            var entries: [Entry] = []
            for _ in 0..<count {
                guard let entry = real.randomElement(using: &mutator.random) else { continue }
                let isChanged = Int.random(in: 0..<3, using: &mutator.random) > 0
                entries.append(isChanged ? mutator.mutated(entry) : entry)
            }
            try expectKept(entries, &writer, "seed \(seed)")
            left -= count
        }
    }

    /// A reader reads columns only as far as it is asked; asked again, it has to go on rightly.
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func entriesAreTheSameInWhateverOrderTheyAreAskedFor(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let entries = (0..<1_500).map { Self.heartbeat($0, &random) }
        var writer = try BlockWriter()
        let reader = try BlockReader(writer.seal(entries[...]))
        for _ in 0..<300 {
            let rows = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Int.random(in: entries.indices, using: &random)
            }
            let back = try reader.entries(at: rows)
            let isSame = zip(rows, back).allSatisfy { Record.encode(entries[$0]) == Record.encode($1) }
            #expect(isSame && back.count == rows.count, "seed \(seed), rows \(rows)")
        }
    }

    private static func uuid(_ random: inout SeededGenerator) -> String {
        let digits = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { digits[$0].joined() }.joined(separator: "-")
    }

    /// An exchange with a time beside its own, a number and a word that vary.
    private static func heartbeat(_ number: Int, _ random: inout SeededGenerator) -> Entry {
        let datetime = Timestamp.at(Double(number * 10) + Double.random(in: 0..<1, using: &random))
        var entry = Entry(
            id: EntryID(origin: 7, sequence: Int64(number + 1)), kind: .exchange, datetime: datetime,
            chargerID: ChargerID("CP-1"), connectionID: ConnectionID(rawValue: 9), source: .cp, version: .v16)
        entry.action = Action("Heartbeat")
        let id = [
            "m\(number)", "\(number * 7)", Self.uuid(&random),
        ][number / 3 % 3]
        entry.uniqueID = UniqueID(id)
        let count = Int.random(in: 0..<1_000, using: &random)
        let head = "[2,\"\(id)\",\"Heartbeat\","
        let request = head + "{\"count\":\(count),\"word\":\"a \(count % 40)\"}]"
        entry.request = RecordedFrame(Array(request.utf8), payload: head.utf8.count..<request.utf8.count - 1)
        let answer = "[3,\"\(id)\","
        let response = answer + "{\"currentTime\":\"\(datetime.text(fractionDigits: 3))\",\"interval\":300}]"
        entry.response = RecordedFrame(Array(response.utf8), payload: answer.utf8.count..<response.utf8.count - 1)
        return entry
    }

    @Test func spellingsOfNumbersAndTimesAreKept() throws {
        var writer = try BlockWriter()
        var entries: [Entry] = []
        for first in EntryMutator.spellings {
            for second in ["1", "1.5", "2.25", "\"2026-11-05T10:20:31Z\"", "7"] {
                entries.append(.exchange(payload: "{\"a\":\(first),\"b\":\(second),\"c\":\"\(first)\"}"))
            }
        }
        try expectKept(entries, &writer)
        for entry in entries { try expectKept([entry, entry], &writer) }
    }

    @Test func columnsOfEachSpellingAreKept() throws {
        var random = SeededGenerator(seed: 3)
        var writer = try BlockWriter()
        for make in columns {
            let entries = (0..<300).map { Entry.exchange(payload: "{\"v\":\(make($0, &random))}", at: Double($0)) }
            try expectKept(entries, &writer)
        }
    }

    private typealias Column = (Int, inout SeededGenerator) -> String

    private let columns: [Column] = [
        { row, _ in "\(row)" }, { row, _ in "-\(row + 1)" }, { row, _ in "\"\(row).0\"" },
        { row, _ in "\(Double(row) / 8)" }, { row, _ in row % 2 == 0 ? "\(row)" : "0.\(row)" },
        { _, random in "\(Int64.random(in: -99_999_999_999_999_999...99_999_999_999_999_999, using: &random))" },
        { row, random in row % 7 == 0 ? "0.0000000000000001" : "\(Int64.random(in: 0...9_999, using: &random))" },
        { row, _ in "\"2026-11-05T10:20:\(10 + row % 50)Z\"" },
        { row, _ in "\"2026-11-05T10:20:\(10 + row % 50).\(row)+02:00\"" },
        { row, _ in "\"0001-01-01T00:00:\(10 + row % 50).1234567Z\"" },
        { row, _ in "\"\(row)word\(row % 5)\"" }, { row, _ in "\"word\(String(repeating: "x", count: row))\"" },
        { row, _ in "[\(Array(repeating: "\(row)", count: row).joined(separator: ","))]" },
    ]

    @Test func largeAndDeepAndManifoldPayloadsAreKept() throws {
        var random = SeededGenerator(seed: 9)
        var writer = try BlockWriter()
        let long = (0..<200_000).map { _ in "abcdef0123456789\"".utf8.randomElement(using: &random) ?? 0 }
        let deep = String(repeating: "[", count: 60_000)
        try expectKept(
            [
                .exchange(payload: "\"" + String(decoding: long, as: UTF8.self)), .exchange(payload: deep),
                .exchange(payload: deep + String(repeating: "]", count: 60_000)), .exchange(payload: ""),
            ], &writer)
        // Thousands of shapes and of skeletons.
        var entries: [Entry] = []
        for number in 0..<4_096 {
            var entry = Entry.exchange(payload: "{\"key\(number)\":\(number),\"w\":\"\(["a", "b"][number % 2])\"}")
            entry.connectorID = number
            entry.reportedStatus = "Status\(number)"
            entries.append(entry)
        }
        try expectKept(entries, &writer)
    }

    @Test func numbersAtTheirLimitsAreKept() throws {
        var writer = try BlockWriter()
        var entries: [Entry] = []
        for number in [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max] {
            var entry = Entry.exchange(payload: "{}")
            entry.datetime = Timestamp(microseconds: number)
            entry.id = EntryID(origin: UInt32(truncatingIfNeeded: number), sequence: number)
            entry.latency = number
            entry.missing = Int(number)
            entry.connectorID = Int(number)
            entry.evseID = Int(number)
            entry.transactionID = String(number)
            entries.append(entry)
        }
        try expectKept(entries + entries.reversed(), &writer)
    }

    /// A block does not depend on the seed of its writer, nor on what the writer sealed before.
    @Test func equalEntriesGiveEqualBlocks() throws {
        var generator = EntryGenerator(random: SeededGenerator(seed: 5))
        let entries = (0..<200).map { _ in generator.entry() }
        var first = try BlockWriter(seed: 1)
        var second = try BlockWriter(seed: 2)
        _ = try second.seal((0..<500).map { _ in generator.entry() }[...])
        let (a, b) = (try first.seal(entries[...]), try second.seal(entries[...]))
        #expect(a == b)
    }

    @Test func rowsAreFoundByTheirUniqueIDInAnyCase() throws {
        let ids = [
            "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", "9B1DEB4D-3B7D-4BAD-9BDD-2B0D7B3DCB6D", "17", "017", "Ä-1", "ä-1",
            "",
            "9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d",
        ]
        let entries = ids.map { id in
            var entry = Entry.exchange(payload: "{}")
            entry.uniqueID = UniqueID(id)
            return entry
        }
        var writer = try BlockWriter()
        try expectKept(entries, &writer)
        let reader = try BlockReader(writer.seal(entries[...]))
        let found = try ["9b1DEB4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", "17", "017", "Ä-1", "", "1", "x"].map {
            try reader.uniqueIDRows(equal: $0)
        }
        #expect(found == [[0, 1], [2], [3], [4, 5], [6], [], []])
    }

    @Test func aPartThatIsGoneIsToldApartFromADamagedOne() throws {
        struct Nothing: BlockSource {
            func withPart<Value>(
                _ part: BlockPart, of place: BlockPlace, _ body: (borrowing Span<UInt8>) throws -> Value
            ) throws -> Value? { nil }
        }
        let reader = BlockReader(BlockPlace(segment: 3, block: 2), Nothing(), try PartDecompressor())
        #expect(throws: BlockGone.self) { try reader.meta() }
    }

    @Test func chosenRowsComeInTheirOrder() throws {
        let entries = (0..<50).map { Entry.exchange(payload: "{\"n\":\($0)}", at: Double($0)) }
        var writer = try BlockWriter()
        let reader = try BlockReader(writer.seal(entries[...]))
        let some = try reader.entries(at: [40, 3, 3, 49])
        #expect(some == [entries[40], entries[3], entries[3], entries[49]])
    }
}

extension BlockReader {
    /// A reader of a block in memory.
    convenience init(_ block: SealedBlock) throws {
        self.init(BlockPlace(segment: 1, block: 0), BlockInMemory(block: block), try PartDecompressor())
    }
}

extension Entry {
    /// An exchange whose request has this payload.
    static func exchange(payload: String, at seconds: Double = 0) -> Entry {
        var entry = Entry.stored(7, at: seconds)
        let head = "[2,\"7\",\"Heartbeat\","
        let bytes = Array((head + payload + "]").utf8)
        entry.uniqueID = UniqueID("7")
        entry.request = RecordedFrame(bytes, payload: head.utf8.count..<bytes.count - 1)
        entry.response = RecordedFrame(Array("[3,\"7\",{}]".utf8), payload: 7..<9)
        return entry
    }
}

/// Seals entries, opens the block and compares what comes back as bytes: equal strings may differ in theirs.
func expectKept(_ entries: [Entry], _ writer: inout BlockWriter, _ comment: Comment? = nil) throws {
    let back = try BlockReader(writer.seal(entries[...])).entries(at: entries.indices)
    #expect(back.count == entries.count, comment)
    for (a, b) in zip(entries, back) where Record.encode(a) != Record.encode(b) {
        Issue.record("an entry changed: \(a) became \(b)", sourceLocation: #_sourceLocation)
        return
    }
}

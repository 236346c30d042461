import OCPP
import OCPPLog
import TestSupport

@testable import EmbeddedStore

/// Entries of some days in a file and in memory, and what is asked of both.
struct CountingSample {
    /// What may be different about a file.
    enum Variant: CaseIterable {
        case usual, fullTables, withoutRollups, damagedRollups
    }

    let memory = MemoryStore(origin: 7)
    var file = FileInMemory()
    let tables: StoreTables
    /// What was said to be damaged.
    let notes = ReadCount()
    var random: SeededGenerator
    let entries: [Entry]
    private var generator: SearchGenerator

    init(_ variant: Variant, seed: UInt64) async throws {
        random = SeededGenerator(seed: seed)
        var entries = try MixedEntries.all(using: &random)
        for index in entries.indices {
            entries[index].id = EntryID(origin: 7, sequence: Int64(index + 1))
            entries[index].datetime = Self.spread(entries[index].datetime)
        }
        tables = variant == .fullTables ? StoreTables(nameLimit: 4, shapeLimit: 9) : StoreTables()
        let blockSize = [5, 16, 40][Int(seed) % 3]
        var rest = entries[...]
        while rest.count > 150 {
            let part = rest.prefix(min(rest.count - 150, Int.random(in: 1...blockSize * 12, using: &random)))
            try file.seal(Array(part), blockSize: blockSize, tables)
            rest = rest.dropFirst(part.count)
        }
        file.runs = HotRows(Array(rest), tables).runs
        for index in file.stored.indices {
            switch variant {
            case .withoutRollups: file.stored[index].index.rollup = []
            case .damagedRollups: file.stored[index].index.rollup[7] ^= 0x10
            case .usual, .fullTables: break
            }
        }
        try await memory.commit(Batch(entries: entries))
        self.entries = entries
        generator = SearchGenerator(entries: entries, sites: MixedEntries.sites, random: random)
    }

    var counting: EmbeddedCounting<FileInMemory> {
        EmbeddedCounting(files: [file], tables: tables, width: 3) { [notes] _, _ in notes.add() }
    }

    /// Half of them ask what rollups may know.
    mutating func selection() -> Selection {
        let search = generator.search()
        let simple: [Query] = [
            .everything, .field(.action, [.any]), .field(.site, [.any]), .not(.field(.status, [.any])),
        ]
        let query = Bool.random(using: &random) ? search.query : simple.randomElement(using: &random) ?? .everything
        var selection = Selection(query, from: search.from, to: search.to, sites: search.sites)
        if Int.random(in: 0..<3, using: &random) == 0 { selection.from = moment() }
        if Int.random(in: 0..<3, using: &random) == 0 { selection.to = moment() }
        return selection
    }

    /// Stretches of a quarter of an hour, of days, of odd minutes, of nothing.
    mutating func boundaries() -> [Timestamp] {
        let step: Int64 = [900, 3_600, 86_400, 61].randomElement(using: &random) ?? 1
        let first =
            (Timestamp.start.microseconds / 1_000_000 + Int64.random(in: -90_000...200_000, using: &random)) / step
        let regular = (0..<Int64.random(in: 0...40, using: &random)).map {
            Timestamp(microseconds: (first + $0) * step * 1_000_000)
        }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return (0..<Int.random(in: 0...9, using: &random)).map { _ in moment() }.sorted()
        case 1: return [Timestamp(microseconds: .min)] + regular + [Timestamp(microseconds: .max)]
        default: return regular
        }
    }

    private mutating func moment() -> Timestamp {
        let second = Double.random(in: -5_000...250_000, using: &random).rounded()
        return .at(Bool.random(using: &random) ? (second / 900).rounded() * 900 : second)
    }

    /// What is of some minutes becomes what is of some days; the ends of time stay where they are.
    private static func spread(_ time: Timestamp) -> Timestamp {
        let distance = time.since(.start)
        return distance > .zero && distance < .seconds(100_000) ? Timestamp.start.advanced(by: distance * 600) : time
    }
}

import Foundation
import GRDB
import OCPP
import OCPPLog
import Synchronization

/// Reads all of one segment: opens each part, makes each entry again, and asks each filter for what it has to know.
struct SegmentVerifier {
    private let id: Int64
    private let name: String
    private let db: Database
    private let tables = StoreTables()
    /// The oldest and the newest time, as the row says.
    private var times: (oldest: Int64, newest: Int64) = (0, 0)
    private var facts: SegmentFacts?
    private var union: GramFilter?
    private var planes: [GramFilter] = []
    /// Of the rows of the filter of unique ids those that can be read.
    private var idRows: [Int: [UInt8]] = [:]
    private(set) var found = StoreVerification()

    init(_ id: Int64, name: String, _ db: Database) {
        self.id = id
        self.name = name
        self.db = db
    }

    /// - Returns: false when there is no such segment.
    mutating func verify() throws -> Bool {
        let row = try Row.fetchOne(
            db, sql: "SELECT count, oldest, newest, summary, grams FROM segments WHERE id = ?", arguments: [id])
        guard let row else { return false }
        let count = try row.decode(Int.self, atIndex: 0)
        times = (try row.decode(Int64.self, atIndex: 1), try row.decode(Int64.self, atIndex: 2))
        readFacts(row)
        if let facts, facts.count != count { report(.summary, "its count is not that of its row", entries: 0) }
        try readPlanes()
        try readIDRows()
        var builder = SegmentIndexBuilder()
        var isWhole = true
        let blocks = try facts?.counts.count ?? storedBlocks()
        for block in 0..<blocks {
            guard let entries = try entries(of: block, unlisted: facts == nil ? count / max(1, blocks) : nil) else {
                isWhole = false
                continue
            }
            found.entries += entries.count
            // A segment without its facts is compared with nothing.
            guard isWhole else { continue }
            for entry in entries { builder.add(entry, block: block) }
        }
        found.blocks = blocks
        if blocks == 0 { report(.block, "none of its blocks is there", entries: count) }
        try check(isWhole && blocks > 0 ? builder.finish() : nil)
        return true
    }

    /// Neither costs an entry: a store makes them from the blocks again.
    private mutating func readFacts(_ row: Row) {
        attempt(.summary) { facts in
            facts.facts = try row.withUnsafeData(atIndex: 3) {
                try SegmentFacts(unpacking: ($0 ?? Data()).span, facts.tables)
            }
        }
        attempt(.union) { filters in
            filters.union = try row.withUnsafeData(atIndex: 4) { try GramFilter(unpacking: ($0 ?? Data()).span) }
        }
    }

    private mutating func readPlanes() throws {
        guard let facts else { return }
        let source = SegmentReader(db: db)
        attempt(.planes) { filters in
            let bytes = try source.withPlanes(of: filters.id) { try PackedBytes.unpack($0) }
            guard let bytes else { throw PackedBytes.damage("it is missing") }
            let size = bytes.count / facts.counts.count
            guard size * facts.counts.count == bytes.count else { throw PackedBytes.damage("it has no such size") }
            for block in facts.counts.indices {
                let piece = bytes.span.extracting(block * size..<(block + 1) * size)
                guard let plane = GramFilter(bytes: piece) else { throw PackedBytes.damage("it has no such size") }
                filters.planes.append(plane)
            }
        }
    }

    private mutating func readIDRows() throws {
        guard let filter = facts?.filter else { return }
        let source = SegmentReader(db: db)
        for row in 0..<filter.rows {
            attempt(.ids) { filters in
                let bytes = try source.withUniqueIDs(row: row, of: filters.id) { try PackedBytes.unpack($0) }
                guard let bytes, bytes.count == filter.bytesPerRow else {
                    throw PackedBytes.damage(bytes == nil ? "row \(row) is missing" : "row \(row) has no such size")
                }
                filters.idRows[row] = bytes
            }
        }
    }

    /// The entries of a block; nil when they cannot all be read, which is reported.
    private mutating func entries(of block: Int, unlisted: Int?) throws -> [Entry]? {
        let place = BlockPlace(segment: id, block: block)
        let source = SegmentReader(db: db)
        let decompressor = try PartDecompressor()
        let lost = facts.map { Int($0.counts[block]) } ?? unlisted
        var isOpen = true
        for part in BlockPart.allCases {
            let isRead = attempt(StoreDamage.Part(part), block: block, entries: isOpen ? lost : 0) { _ in
                let bytes: [UInt8]? = try source.withPart(part, of: place) {
                    try decompressor.open($0, part: part, version: BlockWriter.version)
                }
                guard bytes != nil else { throw part.damage("it is missing") }
            }
            isOpen = isOpen && isRead
        }
        guard isOpen else { return nil }
        var entries: [Entry]?
        attempt(.block, block: block, entries: lost) { verifier in
            let reader = BlockReader(place, source, decompressor)
            let all = try reader.entries(at: 0..<reader.meta().count)
            if let facts = verifier.facts, all.count != Int(facts.counts[block]) {
                throw StoreError(.corrupt, "it holds \(all.count) entries and should hold \(facts.counts[block])")
            }
            entries = all
        }
        guard let entries else { return nil }
        check(entries, block)
        return entries
    }

    /// Every filter has to know every entry: what a filter does not know is never found.
    private mutating func check(_ entries: [Entry], _ block: Int) {
        var grams = GramFilter()
        for entry in entries { grams.add(entry) }
        if let union, !union.holds(grams) { report(.union, "it misses texts of its block", block: block, entries: 0) }
        if planes.indices.contains(block), !planes[block].holds(grams) {
            report(.planes, "it misses texts of its block", block: block, entries: 0)
        }
        guard let filter = facts?.filter else { return }
        let isKnown = entries.allSatisfy { entry in
            guard let text = entry.uniqueID?.rawValue else { return true }
            let hash = UniqueIDFilter.hash(of: text)
            guard let row = idRows[filter.row(of: hash)] else { return true }
            return filter.blocks(with: hash, in: row.span) >> UInt32(block) & 1 == 1
        }
        if !isKnown { report(.ids, "it misses unique ids of its block", block: block, entries: 0) }
    }

    /// What is kept beside the blocks has to be what they say.
    /// - Parameter again: the same made from the blocks; nil when not all of them can be read.
    private mutating func check(_ again: SegmentIndex?) throws {
        guard let facts else { return }
        if let again, try SegmentFacts(unpacking: again.summary.span, tables) != facts {
            return report(.summary, "it does not say what its blocks hold", entries: 0)
        }
        let source = SegmentReader(db: db)
        let decompressor = try PartDecompressor()
        attempt(.counts) { verifier in
            let kept = try source.withRollup(of: verifier.id) { stored in
                // There was none to be made.
                stored.isEmpty ? nil : try SegmentRollup(unpacking: stored, facts, .all, decompressor)
            }
            guard let again, case .some(.some(let kept)) = kept else { return }
            let counted = try SegmentRollup(unpacking: again.rollup.span, facts, .all, decompressor)
            if kept != counted {
                throw StoreError(.corrupt, "they are not those of its blocks: charts show wrong numbers")
            }
        }
    }

    /// How many blocks there are, told by their parts.
    private func storedBlocks() throws -> Int {
        let last = try Int64.fetchOne(
            db, sql: "SELECT MAX(id) FROM parts WHERE id BETWEEN ? AND ?", arguments: [id << 8, id << 8 | 0xFF])
        return last.map { Int($0 >> 3 & 0x1F) + 1 } ?? 0
    }

    @discardableResult
    private mutating func attempt(
        _ part: StoreDamage.Part, block: Int? = nil, entries: Int? = 0,
        _ step: (inout SegmentVerifier) throws -> Void
    ) -> Bool {
        do {
            try step(&self)
            return true
        } catch {
            let sentence = (error as? StoreError)?.sentence ?? "SQLite cannot read it: \(error)"
            report(part, sentence, block: block, entries: entries)
            return false
        }
    }

    private mutating func report(_ part: StoreDamage.Part, _ sentence: String, block: Int? = nil, entries: Int?) {
        var damage = StoreDamage(name, part, sentence, segment: id, block: block, entries: entries)
        if let facts, let block, facts.counts.indices.contains(block) {
            damage.oldest = Timestamp(microseconds: facts.oldest[block])
            damage.newest = Timestamp(microseconds: facts.newest[block])
            damage.chargers = chargers(of: block, facts)
        } else if entries != 0 {
            damage.oldest = Timestamp(microseconds: times.oldest)
            damage.newest = Timestamp(microseconds: times.newest)
        }
        found.damages.append(damage)
    }

    private func chargers(of block: Int, _ facts: SegmentFacts) -> [ChargerID] {
        guard let peers = facts.peers, facts.firstPeer.indices.contains(block) else { return [] }
        let numbers = peers[Int(facts.firstPeer[block])...Int(facts.lastPeer[block])]
        return tables.names.withLock { names in
            var chargers: [ChargerID] = []
            for number in numbers where number != NameTable.unknown {
                let charger = names.chargers[Int(number)]
                if !chargers.contains(charger) { chargers.append(charger) }
            }
            return chargers
        }
    }
}

extension GramFilter {
    /// Whether all that occurs in another filter occurs here.
    fileprivate func holds(_ other: GramFilter) -> Bool {
        var both = self
        both.formUnion(other.folded(to: words.count * 64))
        return both == self
    }
}

extension StoreDamage.Part {
    fileprivate init(_ part: BlockPart) {
        switch part {
        case .meta: self = .meta
        case .uid: self = .uid
        case .text: self = .text
        case .num: self = .num
        }
    }
}

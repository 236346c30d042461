import OCPPLog

// A rollup as bytes: a column behind the other, compressed as the parts of blocks are.

extension SegmentRollup {
    /// The only version so far.
    static let format: UInt8 = 1

    /// What is stored.
    func packed() throws(StoreError) -> [UInt8] {
        var writer = ColumnWriter()
        writer.count(unit.flatMap { TimeSlots.all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
        writer.count(slots.count)
        var last: Int64 = 0
        for slot in slots {
            writer.integer(slot &- last)
            last = slot
        }
        writer.count(firstPeers.count)
        for peer in firstPeers { writer.count(Int(peer)) }
        writer.count(peerTones.count / Self.tones)
        for count in peerTones { writer.count(Int(count)) }
        for table in [sites, shapes] {
            let bytes = table.map(bytes) ?? []
            writer.count(bytes.count)
            writer.raw(bytes)
        }
        return try PartCompressor().seal(writer, version: Self.format)
    }

    private func bytes(_ table: Table) -> [UInt8] {
        var writer = ColumnWriter()
        // Also a table without cells is longer than none.
        writer.byte(1)
        for slot in slots.indices { writer.count(table.cells(slot).count) }
        for slot in slots.indices {
            var last: Int32 = -1
            for cell in table.cells(slot) {
                writer.count(Int(table.keys[cell] - last - 1))
                last = table.keys[cell]
            }
        }
        for count in table.counts { writer.count(Int(count)) }
        return writer.bytes
    }

    /// Reads what is stored of a segment.
    /// - Parameter facts: those of the same segment: its rollup must fit them.
    /// - Parameter wanted: the tables that are read; the others are as if they were not there.
    /// - Parameter decompressor: one for all segments that one task reads.
    init(
        unpacking stored: Span<UInt8>, _ facts: SegmentFacts, _ wanted: Tables = .all, _ decompressor: PartDecompressor
    ) throws(StoreError) {
        do {
            var column = ColumnReader(.meta, try decompressor.open(stored, part: .meta, version: Self.format))
            try self.init(&column, facts, wanted)
        } catch {
            throw StoreError(.corrupt, "the counts of a segment are damaged", cause: error)
        }
    }

    private init(
        _ column: inout ColumnReader, _ facts: SegmentFacts, _ wanted: Tables
    ) throws(StoreError) {
        let unit = try column.index(below: TimeSlots.all.count + 1)
        self.unit = unit == 0 ? nil : TimeSlots.all[unit - 1]
        var slot: Int64 = 0
        for index in 0..<(try column.count()) {
            let (next, overflow) = slot.addingReportingOverflow(try column.integer())
            guard !overflow, index == 0 || next > slot else { throw column.damage("its slots do not rise") }
            slot = next
            slots.append(slot)
        }
        guard unit > 0 || slots.isEmpty else { throw column.damage("it has slots without a length") }
        let peers = facts.peers?.count
        try readPeers(&column, count: peers ?? 0)
        guard peers == nil || peerTones.reduce(0, { $0 + Int($1) }) == facts.count else {
            throw column.damage("its counts do not fit")
        }
        let total = unit == 0 ? 0 : facts.count
        sites = try Self.table(
            &column, slots: slots.count, keys: peers.map { _ in firstPeers.count * Self.tones }, total: total,
            isWanted: wanted.contains(.sites))
        shapes = try Self.table(
            &column, slots: slots.count, keys: facts.shapes?.count, total: total, isWanted: wanted.contains(.shapes))
        try column.finish()
    }

    private mutating func readPeers(_ column: inout ColumnReader, count: Int) throws(StoreError) {
        for index in 0..<(try column.count()) {
            let peer = Int32(truncatingIfNeeded: try column.index(below: count))
            guard index == 0 ? peer == 0 : peer > firstPeers[index - 1] else {
                throw column.damage("its sites do not rise")
            }
            firstPeers.append(peer)
        }
        guard try column.count() == count, firstPeers.isEmpty == (count == 0) else {
            throw column.damage("it has other peers")
        }
        peerTones.reserveCapacity(count * Self.tones)
        for _ in 0..<count * Self.tones { peerTones.append(try Self.number(&column)) }
    }

    private static func table(
        _ column: inout ColumnReader, slots: Int, keys: Int?, total: Int, isWanted: Bool
    ) throws(StoreError) -> Table? {
        let place = try column.take(column.count())
        guard place.isEmpty == (keys == nil) else { throw column.damage("it counts what is not listed") }
        guard let keys, isWanted else { return nil }
        var column = ColumnReader(.meta, column.bytes, place)
        guard try column.byte() == 1 else { throw column.damage("a mark is not known") }
        var table = Table()
        var end = 0
        for _ in 0..<slots {
            end += try column.index(below: keys + 1)
            table.ends.append(Int32(truncatingIfNeeded: end))
        }
        guard end <= column.rest else { throw column.damage("something is longer than its part") }
        table.keys.reserveCapacity(end)
        table.counts.reserveCapacity(end)
        for slot in 0..<slots {
            var key = -1
            for _ in table.cells(slot) {
                key += try column.index(below: keys - key - 1) + 1
                table.keys.append(Int32(truncatingIfNeeded: key))
            }
        }
        var sum = 0
        for _ in 0..<end {
            table.counts.append(try number(&column))
            sum += Int(table.counts[table.counts.count - 1])
        }
        guard sum == total else { throw column.damage("its counts do not fit") }
        try column.finish()
        return table
    }

    private static func number(_ column: inout ColumnReader) throws(StoreError) -> Int32 {
        Int32(truncatingIfNeeded: try column.index(below: 1 << 30))
    }
}

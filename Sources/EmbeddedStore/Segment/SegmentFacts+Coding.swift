import OCPP
import OCPPLog
import Synchronization

// The facts of a segment as bytes: the texts of peers and shapes once, then a column behind the other.

extension SegmentFacts {
    /// Reads a summary that was packed.
    init(unpacking stored: Span<UInt8>, _ tables: StoreTables) throws(StoreError) {
        let bytes = try PackedBytes.unpack(stored)
        try self.init(decoding: bytes.span, tables)
    }

    private init(decoding bytes: Span<UInt8>, _ tables: StoreTables) throws(StoreError) {
        var reader = RecordReader()
        let blocks = try reader.count(in: bytes)
        guard (1...UniqueIDFilter.mostBlocks).contains(blocks) else {
            throw PackedBytes.damage("it has no such blocks")
        }
        for _ in 0..<blocks {
            let count = try reader.number(in: bytes)
            guard count > 0, count <= 1 << 24 else { throw PackedBytes.damage("a block has no such count") }
            counts.append(Int32(count))
            oldest.append(try reader.integer(in: bytes))
            newest.append(try reader.integer(in: bytes))
            contents.append(Contents(rawValue: try reader.byte(in: bytes)))
            leastTransaction.append(try reader.integer(in: bytes))
            greatestTransaction.append(try reader.integer(in: bytes))
        }
        try readPeers(&reader, bytes, tables)
        try readShapes(&reader, bytes, tables)
        try readOrigins(&reader, bytes)
        try readLives(&reader, bytes, tables)
        let width = Int(try reader.byte(in: bytes))
        let places = try reader.number(in: bytes)
        let rows = try reader.number(in: bytes)
        guard let filter = UniqueIDFilter(width: width, places: Int(clamping: places), rows: Int(clamping: rows)),
            width >= blocks
        else { throw PackedBytes.damage("its filter has no such form") }
        self.filter = filter
        try reader.finish(in: bytes)
    }

    private mutating func readPeers(
        _ reader: inout RecordReader, _ bytes: Span<UInt8>, _ tables: StoreTables
    ) throws(StoreError) {
        guard try reader.isThere(in: bytes) else { return }
        let number = try reader.count(in: bytes)
        guard number > 0, number <= Self.mostPeers else { throw PackedBytes.damage("it has no such peers") }
        peers = try tables.names.withLock { names throws(StoreError) in
            var peers: [Int32] = []
            peers.reserveCapacity(number)
            for _ in 0..<number {
                let start = reader
                try reader.skipText(in: bytes)
                try reader.skipText(in: bytes)
                let coded = bytes.extracting(start.position..<reader.position)
                let peer = try names.peer(coded: coded) { () throws(StoreError) in
                    var again = start
                    return try again.peer(in: bytes)
                }
                peers.append(peer)
            }
            return peers
        }
        for _ in counts {
            let first = try reader.number(in: bytes)
            let last = try reader.number(in: bytes)
            guard first <= last, last < UInt64(number) else { throw PackedBytes.damage("a block has no such peer") }
            firstPeer.append(Int32(first))
            lastPeer.append(Int32(last))
        }
    }

    private mutating func readShapes(
        _ reader: inout RecordReader, _ bytes: Span<UInt8>, _ tables: StoreTables
    ) throws(StoreError) {
        guard try reader.isThere(in: bytes) else { return }
        let number = try reader.count(in: bytes)
        guard number > 0, number <= Self.mostShapes else { throw PackedBytes.damage("it has no such shapes") }
        var shapeCounts: [Int32] = []
        shapeCounts.reserveCapacity(number)
        shapes = try tables.shapes.withLock { table throws(StoreError) in
            var shapes: [Int32] = []
            shapes.reserveCapacity(number)
            for _ in 0..<number {
                let length = try reader.count(in: bytes)
                let place = try reader.take(length, of: bytes)
                let coded = bytes.extracting(place)
                let shape = try table.number(coded: coded) { () throws(StoreError) in
                    var again = RecordReader()
                    let shape = try again.shape(in: coded)
                    try again.finish(in: coded)
                    return shape
                }
                shapes.append(shape)
                let count = try reader.number(in: bytes)
                guard count > 0, count <= 1 << 30 else { throw PackedBytes.damage("a shape has no such count") }
                shapeCounts.append(Int32(count))
            }
            return shapes
        }
        self.shapeCounts = shapeCounts
        shapeBits.reserveCapacity(counts.count * shapeWords)
        for _ in 0..<counts.count * shapeWords { shapeBits.append(try reader.fixed(UInt64.self, in: bytes)) }
    }

    private mutating func readOrigins(_ reader: inout RecordReader, _ bytes: Span<UInt8>) throws(StoreError) {
        guard try reader.isThere(in: bytes) else { return }
        var origins: [Origin] = []
        for _ in 0..<(try reader.count(in: bytes)) {
            let origin = try reader.fixed(UInt32.self, in: bytes)
            let first = try reader.integer(in: bytes)
            let last = try reader.integer(in: bytes)
            guard first <= last else { throw PackedBytes.damage("its numbers do not rise") }
            origins.append(Origin(origin: origin, sequences: first...last))
        }
        self.origins = origins
    }

    private mutating func readLives(
        _ reader: inout RecordReader, _ bytes: Span<UInt8>, _ tables: StoreTables
    ) throws(StoreError) {
        for _ in 0..<(try reader.count(in: bytes)) {
            let site = SiteID(try reader.text(in: bytes))
            let level = try reader.isThere(in: bytes) ? try reader.code(Level.self, in: bytes) : nil
            let datetime = try reader.integer(in: bytes)
            let number = tables.names.withLock { $0.number(of: site) }
            lives.append(Newest(site: number, level: level, datetime: datetime))
        }
    }
}

extension GramFilter {
    /// Reads one filter that was packed.
    init(unpacking stored: Span<UInt8>) throws(StoreError) {
        let bytes = try PackedBytes.unpack(stored)
        guard let filter = GramFilter(bytes: bytes.span) else {
            throw PackedBytes.damage("its filter has no such size")
        }
        self = filter
    }

    /// - Parameter bytes: the words, the lowest byte first.
    init?(bytes: Span<UInt8>) {
        guard Self.isSize(bytes.count * 8) else { return nil }
        // Sound: whole words are read from the beginning of bytes that are a multiple of their size.
        self.init(
            words: bytes.withUnsafeBytes { raw in
                (0..<raw.count / 8).map {
                    UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
                }
            })
    }

    /// The words, the lowest byte first.
    var bytes: [UInt8] {
        var writer = RecordWriter(capacity: words.count * 8)
        for word in words { writer.fixed(word) }
        return writer.bytes
    }
}

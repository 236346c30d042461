import OCPP
import OCPPLog

/// Turns sorted entries into sealed blocks; its memory is used again for the next block.
struct BlockWriter {
    /// The format of all parts.
    static let version: UInt8 = 1
    /// No block has more rows: who opens a damaged one must not take memory for what is not there.
    static let mostRows = 65_536

    private let compressor: PartCompressor
    private var meta: MetaWriter
    private var uniqueIDs = UniqueIDWriter()
    private var texts: TextWriter
    private var column = ColumnWriter()
    private var numbers = ColumnWriter()

    /// - Parameter seed: keeps charging stations from choosing texts that make sealing slow. The blocks do not depend on it.
    init(seed: UInt64 = .random(in: 0 ... .max)) throws(StoreError) {
        compressor = try PartCompressor()
        meta = MetaWriter(seed: seed)
        texts = TextWriter(seed: seed)
    }

    /// Seals entries in the order in which they come: by site, charging station, time and id.
    mutating func seal(_ entries: ArraySlice<Entry>) throws(StoreError) -> SealedBlock {
        begin()
        for entry in entries.prefix(Self.mostRows + 1) { append(entry) }
        return try finish()
    }

    /// Begins a block.
    mutating func begin() {
        meta.removeAll()
        uniqueIDs.removeAll()
        texts.removeAll()
    }

    /// Takes in the next entry of the block.
    mutating func append(_ entry: Entry) {
        meta.append(entry, uniqueID: uniqueIDs.append(entry.uniqueID))
        texts.append(entry)
    }

    /// Seals what was taken in since the block was begun.
    mutating func finish() throws(StoreError) -> SealedBlock {
        guard meta.count <= Self.mostRows else { throw StoreError(.failed, "a block cannot hold so many entries") }
        column.removeAll()
        numbers.removeAll()
        texts.write(text: &column, num: &numbers)
        let text = try compressor.seal(column, version: Self.version)
        let num = try compressor.seal(numbers, version: Self.version)
        column.removeAll()
        uniqueIDs.write(to: &column)
        let uid = try compressor.seal(column, version: Self.version)
        column.removeAll()
        meta.write(bodies: texts.bodyOfRow, to: &column)
        return SealedBlock(
            meta: try compressor.seal(column, version: Self.version), uid: uid, text: text, num: num)
    }
}

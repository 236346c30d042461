import OCPP
import OCPPLog

/// A block that was there when its segment was looked up and is not any more: the search begins again on what is there now.
struct BlockGone: Error {
    var place: BlockPlace
}

/// One sealed block. Its parts are read when they are first needed, and kept as long as the reader.
///
/// Between two searches it may ``rest()``: then it keeps what it has read, and nothing else of the search.
///
/// A damaged part gives ``StoreError/Code/corrupt``, a part that is not there any more ``BlockGone``.
final class BlockReader {
    let place: BlockPlace
    private var parts: BlockParts?
    /// How long each part was that was opened.
    private var openedBytes = [0, 0, 0, 0]
    /// Whether it was kept for who comes next before.
    private(set) var hasRested = false
    private var metaReader: MetaReader?
    private var uniqueIDColumns: UniqueIDColumns?
    private var sequenceNumbers: [Int64]?
    /// The numbers of entries that had ended by some moment.
    private var someSequences: (numbers: [Int64], end: Int64)?
    private var textPart: [UInt8]?
    private var folded: FoldedText?
    private var bodyReader: BodyReader?

    /// - Parameter decompressor: one for all blocks that one task reads.
    init(_ place: BlockPlace, _ source: any BlockSource, _ decompressor: PartDecompressor) {
        self.place = place
        parts = BlockParts(place: place, source: source, decompressor: decompressor)
    }

    /// Lets go of the file.
    func rest() {
        parts = nil
        hasRested = true
    }

    /// Is used again, by another search.
    func goOn(_ source: any BlockSource, _ decompressor: PartDecompressor) {
        parts = BlockParts(place: place, source: source, decompressor: decompressor)
    }

    /// About how many bytes it takes up, rather too many: what was opened and what is decoded of it.
    var footprint: Int {
        // A number of a slot is a byte at least, and eight when it is read. A row has a time, an end, a number and its frames.
        let ofRows = (metaReader?.meta.count ?? 0) * 64
        return BlockPart.allCases.reduce(ofRows) { sum, part in
            sum + openedBytes[part.rawValue] * (part == .num ? 9 : 3)
        }
    }

    /// The columns of all rows, but for the sequence numbers.
    func meta() throws -> BlockMeta {
        try readMeta().meta
    }

    /// The sequence numbers of all rows; the origins are those of ``BlockMeta/peers``.
    func sequences() throws -> [Int64] {
        if let sequenceNumbers { return sequenceNumbers }
        let reader = try readMeta()
        let numbers = try reader.readSequences(reader.meta.ends(), until: .max)
        sequenceNumbers = numbers
        return numbers
    }

    /// The sequence numbers, where those of these rows are right: the others are not all read.
    func sequences(ofRows rows: some Sequence<Int>) throws -> [Int64] {
        if let sequenceNumbers { return sequenceNumbers }
        let reader = try readMeta()
        let ends = try reader.meta.ends()
        let end = rows.lazy.map { ends[$0] }.max() ?? .min
        if let someSequences {
            // What was not enough once will not be so again.
            return someSequences.end >= end ? someSequences.numbers : try sequences()
        }
        let numbers = try reader.readSequences(ends, until: end)
        someSequences = (numbers, end)
        return numbers
    }

    /// The unique id of a row. Reads `meta` and `uid`.
    func uniqueID(ofRow row: Int) throws -> UniqueID? {
        let meta = try meta()
        return try withUniqueIDs { columns throws(StoreError) in try columns.id(ofRow: row, meta) }
    }

    /// The rows whose unique id is this text, in any case. Reads `uid`, and `meta` where there are any.
    func uniqueIDRows(equal text: String) throws -> [Int] {
        let places = try withUniqueIDs { columns throws(StoreError) in try columns.places(equal: text) }
        return places.isEmpty ? [] : places.rows(try meta())
    }

    /// The entries of these rows, in the order of the rows given.
    func entries(at rows: some Sequence<Int>) throws -> [Entry] {
        let rows = Array(rows)
        var entries: [(index: Int, entry: Entry)] = []
        entries.reserveCapacity(rows.count)
        try forEachEntry(at: rows) { entries.append(($0, $1)) }
        if zip(rows, rows.dropFirst()).contains(where: { $0 > $1 }) { entries.sort { $0.index < $1.index } }
        return entries.map(\.entry)
    }

    /// Hands over the entries of these rows, from the first row of the block to the last, each with its place among the rows
    /// given.
    func forEachEntry(at rows: [Int], _ body: (Int, consuming Entry) throws -> Void) throws {
        let meta = try meta()
        let sequences = try sequences(ofRows: rows)
        let bodies = try bodies()
        // Columns are quicker from the first row to the last.
        for index in rows.indices.sorted(by: { (rows[$0], $0) < (rows[$1], $1) }) {
            let row = rows[index]
            // What is known of the row without its texts.
            var entry = try meta.stub(ofRow: row)
            try meta.complete(&entry, row: row)
            entry.id.sequence = sequences[row]
            entry.uniqueID = try uniqueID(ofRow: row)
            try bodies.complete(&entry, row: row)
            try body(index, entry)
        }
    }

    private func readMeta() throws -> MetaReader {
        if let metaReader { return metaReader }
        let reader = try MetaReader(open(.meta))
        metaReader = reader
        return reader
    }

    private func withUniqueIDs<Value>(
        _ body: (inout UniqueIDColumns) throws(StoreError) -> Value
    ) throws -> Value {
        // Taken out meanwhile, so that it is not copied as it reads on.
        var columns = try uniqueIDColumns.take() ?? UniqueIDColumns(open(.uid))
        defer { uniqueIDColumns = columns }
        return try body(&columns)
    }

    /// What is kept of frames: templates and slots.
    func bodies() throws -> BodyReader {
        if let bodyReader { return bodyReader }
        let reader = BodyReader(try TextReader(readText())) { [unowned self] in
            // It lives no longer than this reader.
            try meta()
        } num: { [unowned self] in
            try NumberPart(open(.num))
        }
        bodyReader = reader
        return reader
    }

    /// All texts of the part `text` with small letters.
    func foldedText() throws -> FoldedText {
        if let folded { return folded }
        let text = try readText()
        let own = FoldedText(text, try TextReader.texts(of: text))
        folded = own
        return own
    }

    private func readText() throws -> [UInt8] {
        if let textPart { return textPart }
        let bytes = try open(.text)
        textPart = bytes
        return bytes
    }

    private func open(_ part: BlockPart) throws -> [UInt8] {
        guard let parts else { throw BlockGone(place: place) }
        let bytes = try parts.open(part)
        openedBytes[part.rawValue] = bytes.count
        return bytes
    }
}

/// Opens the parts of one block.
private struct BlockParts {
    let place: BlockPlace
    let source: any BlockSource
    let decompressor: PartDecompressor

    func open(_ part: BlockPart) throws -> [UInt8] {
        let bytes = try source.withPart(part, of: place) { stored in
            try decompressor.open(stored, part: part, version: BlockWriter.version)
        }
        guard let bytes else { throw BlockGone(place: place) }
        return bytes
    }
}

/// A block in memory.
struct BlockInMemory: BlockSource {
    var block: SealedBlock

    func withPart<Value>(
        _ part: BlockPart, of place: BlockPlace, _ body: (borrowing Span<UInt8>) throws -> Value
    ) throws -> Value? {
        try body(block[part].span)
    }
}

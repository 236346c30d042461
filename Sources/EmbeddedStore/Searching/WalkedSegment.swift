import OCPP
import OCPPLog

/// The parts of a segment's blocks that a plan leaves, as they are stored.
struct SegmentParts: Sendable {
    private(set) var blocks: [(block: SealedBlock, facts: SealedBlockFacts)] = []
    /// Entries of blocks of which a part is lost.
    private(set) var unreadable = 0

    /// - Throws: ``BlockGone``, and errors of the file; what is damaged is counted and told.
    init(
        _ work: SearchWork, _ plan: QueryPlan, _ segment: LoadedSegment, _ source: some BlockSource & FilterSource
    ) throws {
        var scan = SegmentScan(work, plan, segment, file: 0)
        guard !scan.candidates(ReadFilters()).isEmpty else { return }
        let filters = try scan.filters(source)
        for number in scan.candidates(filters) {
            let place = BlockPlace(segment: segment.id, block: number)
            do {
                let block = try Self.block(place, source)
                blocks.append((block, SealedBlockFacts(segment: segment, block: number, filters: filters)))
            } catch let error as StoreError where error.code == .corrupt {
                work.report(error, segment)
                unreadable += Int(segment.facts.counts[number])
            }
        }
    }

    private static func block(_ place: BlockPlace, _ source: some BlockSource) throws -> SealedBlock {
        var block = SealedBlock(meta: [], uid: [], text: [], num: [])
        for part in BlockPart.allCases {
            let bytes = try source.withPart(part, of: place) { stored in
                stored.withUnsafeBufferPointer { Array($0) }
            }
            guard let bytes else { throw BlockGone(place: place) }
            block[part] = bytes
        }
        return block
    }
}

/// A segment that a walk is in: its rows in the order of the walk, and its blocks, each decoded once.
final class WalkedSegment {
    /// A row that matches, or may.
    struct Row {
        var rank: Int64
        var id: EntryID
        /// Which of the blocks that are read, and the row in it.
        var block: Int32
        var row: Int32
        /// Whether it surely matches.
        var isDecided: Bool
    }

    private let work: SearchWork
    private let segment: LoadedSegment
    private var rows: [Row] = []
    /// Before this one all were handed on; before `ahead` they were taken for a batch that is not done.
    private var next = 0
    private var ahead = 0
    /// Nil where a block turned out to be damaged.
    private var blocks: [BlockReader?] = []
    /// Entries that cannot be read.
    private(set) var unreadable = 0

    /// - Throws: errors other than damage, which is counted and told.
    init(_ work: SearchWork, _ plan: QueryPlan, _ segment: LoadedSegment, _ parts: SegmentParts) throws {
        self.work = work
        self.segment = segment
        unreadable = parts.unreadable
        guard let ranks = work.ranks else { return }
        let decompressor = try PartDecompressor()
        for (block, facts) in parts.blocks {
            let place = BlockPlace(segment: segment.id, block: facts.block)
            let reader = BlockReader(place, BlockInMemory(block: block), decompressor)
            do {
                try add(BlockScan(work, plan, facts, reader, file: 0).candidates(ranks), of: reader)
            } catch let error as StoreError where error.code == .corrupt {
                work.report(error, segment)
                unreadable += Int(segment.facts.counts[facts.block])
            }
        }
        let order = work.search.order
        rows.sort { a, b in
            guard a.rank == b.rank else { return a.rank > b.rank }
            let time = order.time(ofRank: a.rank)
            return order.isBefore((time, a.id), (time, b.id))
        }
    }

    private func add(_ candidates: [BlockScan.Candidate], of reader: BlockReader) throws {
        guard !candidates.isEmpty else { return }
        let meta = try reader.meta()
        let sequences = try reader.sequences(ofRows: candidates.lazy.map(\.row))
        let order = work.search.order
        var run = 0
        for candidate in candidates {
            while meta.peers[run].rows.upperBound <= candidate.row { run += 1 }
            let id = EntryID(origin: meta.peers[run].origin, sequence: sequences[candidate.row])
            guard work.search.admits(Timestamp(microseconds: candidate.time), id) else { continue }
            rows.append(
                Row(
                    rank: order.rank(candidate.time), id: id, block: Int32(blocks.count),
                    row: Int32(truncatingIfNeeded: candidate.row), isDecided: candidate.answer == .all))
        }
        blocks.append(reader)
    }

    /// The next row; nil when there are no more.
    var head: Row? { ahead < rows.count ? rows[ahead] : nil }

    /// How many blocks it has open.
    var openBlocks: Int { blocks.count }

    func take() { ahead += 1 }

    /// What was taken for a batch that failed comes again.
    func beginBatch() { ahead = next }

    /// Passes over what does not come behind a place.
    func pass(to cursor: Cursor, _ order: Search.Order) {
        while let head, !order.isBefore((cursor.datetime, cursor.id), (order.time(ofRank: head.rank), head.id)) {
            ahead += 1
        }
    }

    /// The batch was read. Lets go of the blocks when all rows were taken.
    func endBatch() {
        next = ahead
        guard head == nil else { return }
        rows = []
        (next, ahead) = (0, 0)
        blocks = []
    }

    /// Hands over the entries of some rows that match, each with its place among those given.
    func forEachEntry(_ taken: [Row], _ body: (Int, consuming Entry) -> Void) throws {
        var byBlock: [[Int]] = Array(repeating: [], count: blocks.count)
        for (index, row) in taken.enumerated() { byBlock[Int(row.block)].append(index) }
        for (block, indices) in byBlock.enumerated() where !indices.isEmpty {
            guard let reader = blocks[block] else {
                unreadable += indices.count
                continue
            }
            var read = 0
            do {
                try reader.forEachEntry(at: indices.map { Int(taken[$0].row) }) { place, entry in
                    read += 1
                    let index = indices[place]
                    if taken[index].isDecided || work.matcher.matches(entry) { body(index, entry) }
                }
            } catch let error as StoreError where error.code == .corrupt {
                work.report(error, segment)
                blocks[block] = nil
                unreadable += indices.count - read
            }
        }
    }
}

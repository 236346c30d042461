import OCPP
import OCPPLog

/// Collects the facts of a segment, or of a run of hot rows, and writes them as a summary.
struct FactsCollector {
    private var facts = SegmentFacts()
    private var peers = InternTable()
    private var lastPeer: (site: SiteID, charger: ChargerID)?
    /// Rows change their peer so often; a peer that comes again is listed again.
    private var peerRuns: [Int32] = []
    private var shapes = InternTable()
    private var shapeCounts: [Int32] = []
    /// A bit for each shape of each block, by number of ``shapes``.
    private var blockShapes: [[UInt64]] = []
    private var origins: [UInt32: ClosedRange<Int64>] = [:]
    private var lives: [Life] = []
    private var writer = RecordWriter()
    /// The numbers of the last entry's shape and run of its peer; nil when there are too many to be listed.
    private(set) var lastShape: Int?
    private(set) var lastPeerRun: Int?

    /// Of each site and level, its newest time.
    private struct Life {
        var site: SiteID
        var level: Level?
        var newest: Int64
    }

    /// Entries of the largest block.
    var largestBlock: Int { Int(facts.counts.max() ?? 0) }

    mutating func add(_ entry: Entry, block: Int) {
        let time = entry.datetime.microseconds
        if block == facts.counts.count { begin(time) }
        facts.counts[block] += 1
        facts.oldest[block] = min(facts.oldest[block], time)
        facts.newest[block] = max(facts.newest[block], time)
        add(site: entry.siteID, entry.chargerID, block: block)
        addShape(of: entry, block: block)
        if entry.idTag != nil { facts.contents[block].insert(.tags) }
        if entry.uniqueID != nil { facts.contents[block].insert(.uniqueIDs) }
        if let transaction = entry.transactionID { add(transaction: transaction, block: block) }
        let sequence = entry.id.sequence
        let range = origins[entry.id.origin] ?? sequence...sequence
        if origins.count <= SegmentFacts.mostOrigins {
            origins[entry.id.origin] = min(range.lowerBound, sequence)...max(range.upperBound, sequence)
        }
        addLife(of: entry)
    }

    private mutating func begin(_ time: Int64) {
        facts.counts.append(0)
        facts.oldest.append(time)
        facts.newest.append(time)
        facts.contents.append([])
        facts.leastTransaction.append(.max)
        facts.greatestTransaction.append(.min)
        facts.firstPeer.append(-1)
        facts.lastPeer.append(-1)
        blockShapes.append([])
    }

    private mutating func add(site: SiteID, _ charger: ChargerID, block: Int) {
        lastPeerRun = nil
        guard peerRuns.count <= SegmentFacts.mostPeers else { return }
        let isSame = lastPeer.map {
            $0.charger.rawValue.isSame(as: charger.rawValue) && $0.site.rawValue.isSame(as: site.rawValue)
        }
        if isSame != true {
            lastPeer = (site, charger)
            writer.removeAll()
            writer.peer(site, charger)
            peerRuns.append(Int32(truncatingIfNeeded: peers.number(of: writer.bytes)))
        }
        let place = Int32(truncatingIfNeeded: peerRuns.count - 1)
        if facts.firstPeer[block] < 0 { facts.firstPeer[block] = place }
        facts.lastPeer[block] = place
        lastPeerRun = Int(place)
    }

    private mutating func addShape(of entry: Entry, block: Int) {
        lastShape = nil
        guard shapes.count <= SegmentFacts.mostShapes else { return }
        writer.removeAll()
        writer.shape(of: entry)
        let number = shapes.number(of: writer.bytes)
        if number == shapeCounts.count { shapeCounts.append(0) }
        shapeCounts[number] += 1
        while blockShapes[block].count <= number / 64 { blockShapes[block].append(0) }
        blockShapes[block][number / 64] |= 1 << UInt64(number % 64)
        lastShape = number
    }

    private mutating func add(transaction: String, block: Int) {
        guard let number = TransactionNumber.value(of: transaction) else {
            facts.contents[block].insert(.otherTransactions)
            return
        }
        facts.contents[block].insert(.numericTransactions)
        facts.leastTransaction[block] = min(facts.leastTransaction[block], number)
        facts.greatestTransaction[block] = max(facts.greatestTransaction[block], number)
    }

    private mutating func addLife(of entry: Entry) {
        let time = entry.datetime.microseconds
        // Rows are sorted by site: the one that fits is mostly among the last.
        for index in lives.indices.reversed() where lives[index].level == entry.level {
            guard lives[index].site.rawValue.isSame(as: entry.siteID.rawValue) else { continue }
            lives[index].newest = max(lives[index].newest, time)
            return
        }
        lives.append(Life(site: entry.siteID, level: entry.level, newest: time))
    }
}

extension FactsCollector {
    /// The facts as bytes, which ``SegmentFacts`` reads.
    func summary(_ filter: UniqueIDFilter) -> [UInt8] {
        var writer = RecordWriter(capacity: 16_384)
        writer.count(facts.counts.count)
        for block in facts.counts.indices {
            writer.count(Int(facts.counts[block]))
            writer.integer(facts.oldest[block])
            writer.integer(facts.newest[block])
            writer.byte(facts.contents[block].rawValue)
            writer.integer(facts.leastTransaction[block])
            writer.integer(facts.greatestTransaction[block])
        }
        writePeers(to: &writer)
        writeShapes(to: &writer)
        writer.byte(origins.count <= SegmentFacts.mostOrigins ? 1 : 0)
        if origins.count <= SegmentFacts.mostOrigins {
            writer.count(origins.count)
            for (origin, range) in origins.sorted(by: { $0.key < $1.key }) {
                writer.fixed(origin)
                writer.integer(range.lowerBound)
                writer.integer(range.upperBound)
            }
        }
        writer.count(lives.count)
        for life in lives {
            writer.text(life.site.rawValue)
            writer.optional(life.level) { $0.code($1) }
            writer.integer(life.newest)
        }
        writer.byte(UInt8(truncatingIfNeeded: filter.width))
        writer.count(filter.places)
        writer.count(filter.rows)
        return writer.bytes
    }

    /// Whether its peers are few enough to be listed.
    var listsPeers: Bool { peerRuns.count <= SegmentFacts.mostPeers && peers.size <= SegmentFacts.mostBytes }

    /// Whether its shapes are few enough to be listed.
    var listsShapes: Bool { shapes.count <= SegmentFacts.mostShapes && shapes.size <= SegmentFacts.mostBytes }

    private func writePeers(to writer: inout RecordWriter) {
        guard listsPeers else { return writer.byte(0) }
        writer.byte(1)
        writer.count(peerRuns.count)
        for peer in peerRuns { peers.withString(Int(peer)) { writer.raw($0) } }
        for block in facts.counts.indices {
            writer.count(Int(facts.firstPeer[block]))
            writer.count(Int(facts.lastPeer[block]))
        }
    }

    private func writeShapes(to writer: inout RecordWriter) {
        guard listsShapes else { return writer.byte(0) }
        writer.byte(1)
        writer.count(shapes.count)
        for number in 0..<shapes.count {
            shapes.withString(number) {
                writer.count($0.count)
                writer.raw($0)
            }
            writer.count(Int(shapeCounts[number]))
        }
        let words = (shapes.count + 63) / 64
        for block in blockShapes {
            for index in 0..<words { writer.fixed(index < block.count ? block[index] : 0) }
        }
    }
}

/// Whole numbers as Swift prints them.
enum TransactionNumber {
    /// The number that a text is the only spelling of; nil for other texts.
    static func value(of text: String) -> Int64? {
        guard text.utf8.count <= 20, let number = Int64(text), String(number) == text else { return nil }
        return number
    }
}

extension String {
    /// Whether the bytes are the same, which == does not ask.
    func isSame(as other: String) -> Bool {
        let (a, b) = (utf8.span, other.utf8.span)
        guard a.count == b.count else { return false }
        for index in a.indices where a[index] != b[index] { return false }
        return true
    }
}

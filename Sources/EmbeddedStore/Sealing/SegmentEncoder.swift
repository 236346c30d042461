import OCPP
import OCPPLog

/// Makes segments of entries: sorts them by site, charging station, time and id, cuts them into blocks and encodes those.
struct SegmentEncoder {
    /// At most so many entries make a segment.
    let entriesPerSegment: Int
    /// At most so many entries make a block.
    let entriesPerBlock: Int

    /// Segments of the rows of a hot table, which need not be few enough for one. A block's entries at a time are decoded.
    func encode(_ rows: HotRows, _ names: NameTable) throws -> [EncodedSegment] {
        let places = rows.runs.indices.flatMap { run in rows.runs[run].ids.indices.map { Place(run: run, row: $0) } }
        var segments: [EncodedSegment] = []
        for part in Self.cut(places.count, into: entriesPerSegment) {
            var keys: [SortKey] = []
            keys.reserveCapacity(part.count)
            var peers = PeerNumbers()
            for (index, place) in places[part].enumerated() {
                let run = rows.runs[place.run]
                let peer = Int(run.peers[place.row])
                let isKnown = run.peers[place.row] != NameTable.unknown
                let names =
                    isKnown
                    ? (names.sites[peer], names.chargers[peer])
                    : try { (entry: Entry) in (entry.siteID, entry.chargerID) }(run.entry(place.row))
                keys.append(
                    SortKey(
                        peer: peers.number(names.0, names.1), time: run.times[place.row], id: run.ids[place.row],
                        index: index))
            }
            segments.append(
                try encode(peers.sorted(keys)) { index in
                    let place = places[part.lowerBound + index]
                    return try rows.runs[place.run].entry(place.row)
                })
        }
        return segments
    }

    /// Segments of entries, which need not be few enough for one.
    func encode(_ entries: [Entry]) throws -> [EncodedSegment] {
        try Self.cut(entries.count, into: entriesPerSegment).map { part in
            var peers = PeerNumbers()
            let keys = entries[part].enumerated().map { index, entry in
                SortKey(
                    peer: peers.number(entry.siteID, entry.chargerID), time: entry.datetime.microseconds, id: entry.id,
                    index: index)
            }
            return try encode(peers.sorted(keys)) { entries[part.lowerBound + $0] }
        }
    }

    private func encode(_ keys: [SortKey], _ entry: (Int) throws -> Entry) throws -> EncodedSegment {
        var writer = try BlockWriter()
        var builder = SegmentIndexBuilder()
        var blocks: [SealedBlock] = []
        for part in Self.cut(keys.count, into: entriesPerBlock) {
            var entries: [Entry] = []
            entries.reserveCapacity(part.count)
            for key in keys[part] {
                let entry = try entry(key.index)
                builder.add(entry, block: blocks.count)
                entries.append(entry)
            }
            blocks.append(try writer.seal(entries[...]))
        }
        let times = keys.lazy.map(\.time)
        return EncodedSegment(
            blocks: blocks, index: try builder.finish(), count: keys.count,
            oldest: Timestamp(microseconds: times.min() ?? 0), newest: Timestamp(microseconds: times.max() ?? 0))
    }

    /// Stretches of at most `limit`, as equal as they can be.
    static func cut(_ count: Int, into limit: Int) -> [Range<Int>] {
        let pieces = (count + limit - 1) / max(1, limit)
        return (0..<pieces).map { count * $0 / pieces..<count * ($0 + 1) / pieces }
    }
}

/// Where a row lies among the runs of a hot table.
private struct Place {
    var run: Int
    var row: Int
}

/// What rows are sorted by.
private struct SortKey {
    var peer: Int
    var time: Int64
    var id: EntryID
    var index: Int
}

/// Numbers for pairs of site and charging station, to sort by later.
private struct PeerNumbers {
    private struct Peer: Hashable {
        var site: [UInt8]
        var charger: [UInt8]
    }

    private var numbers: [Peer: Int] = [:]
    private var last: (site: SiteID, charger: ChargerID, number: Int)?

    mutating func number(_ site: SiteID, _ charger: ChargerID) -> Int {
        // Compared as bytes: names that only look alike are others.
        if let last, last.charger.rawValue.utf8.elementsEqual(charger.rawValue.utf8),
            last.site.rawValue.utf8.elementsEqual(site.rawValue.utf8)
        {
            return last.number
        }
        let peer = Peer(site: Array(site.rawValue.utf8), charger: Array(charger.rawValue.utf8))
        let number = numbers[peer] ?? numbers.count
        numbers[peer] = number
        last = (site, charger, number)
        return number
    }

    func sorted(_ keys: [SortKey]) -> [SortKey] {
        var ranks = Array(repeating: 0, count: numbers.count)
        let peers = numbers.sorted {
            $0.key.site == $1.key.site
                ? $0.key.charger.lexicographicallyPrecedes($1.key.charger)
                : $0.key.site.lexicographicallyPrecedes($1.key.site)
        }
        for (rank, peer) in peers.enumerated() { ranks[peer.value] = rank }
        return keys.sorted { (ranks[$0.peer], $0.time, $0.id) < (ranks[$1.peer], $1.time, $1.id) }
    }
}

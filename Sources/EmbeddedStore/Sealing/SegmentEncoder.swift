import OCPP
import OCPPLog

/// Makes segments of entries: sorts them by site, charging station, time and id, cuts them into blocks and encodes those.
///
/// What is sorted are keys: an entry is half a kilobyte, and is taken once, when its block is written.
struct SegmentEncoder {
    /// At most so many entries make a segment.
    let entriesPerSegment: Int
    /// At most so many entries make a block.
    let entriesPerBlock: Int

    /// Segments of the rows of a hot table, which need not be few enough for one. An entry at a time is decoded.
    func encode(_ rows: HotRows, _ names: NameTable) throws -> [EncodedSegment] {
        var places: [HotRows.Place] = []
        var keys: [SortKey] = []
        var peers = PeerNumbers()
        places.reserveCapacity(rows.count)
        keys.reserveCapacity(rows.count)
        try rows.forEach { place, time, id, peer in
            let number = try peers.number(peer, names) { try rows.entry(place) }
            keys.append(SortKey(peer: number, index: Int32(places.count), time: time, id: id))
            places.append(place)
        }
        return try Self.cut(keys.count, into: entriesPerSegment).map { part in
            try encode(peers.sorted(keys[part])) { try rows.entry(places[$0]) }
        }
    }

    /// Segments of entries, which need not be few enough for one.
    func encode(_ entries: [Entry]) throws -> [EncodedSegment] {
        try encode(entries, Array(entries.indices)) { entries[$0].id }
    }

    /// Segments of some of the entries.
    /// - Parameter chosen: the numbers of these.
    /// - Parameter id: the id that an entry gets, by place in `chosen`.
    func encode(_ entries: [Entry], _ chosen: [Int], id: (Int) -> EntryID) throws -> [EncodedSegment] {
        var peers = PeerNumbers()
        var keys: [SortKey] = []
        keys.reserveCapacity(chosen.count)
        for (place, number) in chosen.enumerated() {
            let peer = peers.number(entries[number].siteID, entries[number].chargerID)
            keys.append(
                SortKey(
                    peer: peer, index: Int32(number), time: entries[number].datetime.microseconds, id: id(place)))
        }
        return try Self.cut(keys.count, into: entriesPerSegment).map { part in
            try encode(peers.sorted(keys[part])) { entries[$0] }
        }
    }

    private func encode(_ keys: [SortKey], _ entry: (Int) throws -> Entry) throws -> EncodedSegment {
        var writer = try BlockWriter()
        var builder = SegmentIndexBuilder()
        var blocks: [SealedBlock] = []
        for part in Self.cut(keys.count, into: entriesPerBlock) {
            writer.begin()
            for key in keys[part] {
                var entry = try entry(Int(key.index))
                entry.id = key.id
                builder.add(entry, block: blocks.count)
                writer.append(entry)
            }
            blocks.append(try writer.finish())
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

/// What rows are sorted by.
private struct SortKey {
    /// The number of the peer, then its rank.
    var peer: Int32
    var index: Int32
    var time: Int64
    var id: EntryID
}

/// Numbers for pairs of site and charging station, to sort by later.
private struct PeerNumbers {
    private var table = InternTable()
    /// By number.
    private var peers: [(site: SiteID, charger: ChargerID)] = []
    /// By number of ``NameTable``, and one; 0 where it was not met yet.
    private var known: [Int32] = []
    private var writer = RecordWriter()

    /// Compared as bytes: names that only look alike are others.
    mutating func number(_ site: SiteID, _ charger: ChargerID) -> Int32 {
        writer.removeAll()
        writer.peer(site, charger)
        let number = table.number(of: writer.bytes)
        if number == peers.count { peers.append((site, charger)) }
        return Int32(truncatingIfNeeded: number)
    }

    /// The number of a hot row's peer.
    /// - Parameter peer: its number of ``NameTable``.
    mutating func number(_ peer: Int32, _ names: NameTable, _ entry: () throws -> Entry) rethrows -> Int32 {
        guard peer != NameTable.unknown else {
            let entry = try entry()
            return number(entry.siteID, entry.chargerID)
        }
        let peer = Int(peer)
        if known.isEmpty { known = Array(repeating: 0, count: names.count) }
        if known[peer] == 0 { known[peer] = number(names.sites[peer], names.chargers[peer]) + 1 }
        return known[peer] - 1
    }

    /// Keys in the order of rows.
    func sorted(_ keys: ArraySlice<SortKey>) -> [SortKey] {
        let names = peers.map { (site: Array($0.site.rawValue.utf8), charger: Array($0.charger.rawValue.utf8)) }
        let numbers = names.indices.sorted {
            names[$0].site == names[$1].site
                ? names[$0].charger.lexicographicallyPrecedes(names[$1].charger)
                : names[$0].site.lexicographicallyPrecedes(names[$1].site)
        }
        var ranks = Array<Int32>(repeating: 0, count: numbers.count)
        for (rank, number) in numbers.enumerated() { ranks[number] = Int32(rank) }
        var keys = Array(keys)
        for index in keys.indices { keys[index].peer = ranks[Int(keys[index].peer)] }
        keys.sort { ($0.peer, $0.time, $0.id) < ($1.peer, $1.time, $1.id) }
        return keys
    }
}

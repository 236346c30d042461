import OCPP
import OCPPLog

/// Counts the entries of a segment while they pass in the order of its rows.
struct RollupBuilder {
    /// Counts by time may have so many cells, or an eighth of the entries.
    private static let fewCells = 1_024

    private var shapes: [Cell: Int32] = [:]
    private var sites: [Cell: Int32] = [:]
    private var firstPeers: [Int32] = []
    private var peerTones: [Int32] = []
    /// By number of the shape.
    private var tones: [Int] = []
    private var site: SiteID?
    private var count = 0

    private struct Cell: Hashable {
        var slot: Int64
        var key: Int32
    }

    init() {}

    /// Counts the next entry.
    /// - Parameter shape: the number of its shape: one that was there before or the next one.
    /// - Parameter peer: the number of the run of its peer, likewise.
    /// - Note: nil where there are too many to be listed; then it stays so.
    mutating func add(_ entry: Entry, shape: Int?, peer: Int?) {
        count += 1
        let slot = TimeSlots.all[0].slot(of: entry.datetime.microseconds)
        if let shape {
            if shape == tones.count { tones.append(ResultMark(of: entry).tone.code) }
            shapes[Cell(slot: slot, key: Int32(shape)), default: 0] += 1
        }
        guard let peer else { return }
        if peer * SegmentRollup.tones == peerTones.count { begin(peer, of: entry.siteID) }
        let tone = shape.map { tones[$0] } ?? ResultMark(of: entry).tone.code
        peerTones[peer * SegmentRollup.tones + tone] += 1
        sites[Cell(slot: slot, key: Int32((firstPeers.count - 1) * SegmentRollup.tones + tone)), default: 0] += 1
    }

    private mutating func begin(_ peer: Int, of site: SiteID) {
        if self.site?.rawValue.isSame(as: site.rawValue) != true {
            self.site = site
            firstPeers.append(Int32(peer))
        }
        for _ in 0..<SegmentRollup.tones { peerTones.append(0) }
    }

    /// The counts.
    /// - Parameter listsShapes: whether the segment lists its shapes; without them, or without peers, nothing is counted by them.
    func finish(listsShapes: Bool, listsPeers: Bool) -> SegmentRollup {
        var rollup = SegmentRollup()
        var shapes = listsShapes ? self.shapes : [:]
        var sites = listsPeers ? self.sites : [:]
        var finer: TimeSlots?
        for unit in TimeSlots.all {
            if let finer {
                shapes = Self.joined(shapes, unit.length / finer.length)
                sites = Self.joined(sites, unit.length / finer.length)
            }
            finer = unit
            guard shapes.count + sites.count <= max(Self.fewCells, count / 8) else { continue }
            rollup.unit = unit
            break
        }
        if rollup.unit != nil { rollup.slots = Set(shapes.keys.map(\.slot) + sites.keys.map(\.slot)).sorted() }
        rollup.shapes = listsShapes ? Self.table(shapes, rollup.slots) : nil
        rollup.sites = listsPeers ? Self.table(sites, rollup.slots) : nil
        if listsPeers {
            rollup.firstPeers = firstPeers
            rollup.peerTones = peerTones
        }
        return rollup
    }

    /// Cells of slots that are so many times as long.
    private static func joined(_ cells: [Cell: Int32], _ ratio: Int64) -> [Cell: Int32] {
        var joined: [Cell: Int32] = [:]
        for (cell, count) in cells {
            let (quotient, remainder) = cell.slot.quotientAndRemainder(dividingBy: ratio)
            joined[Cell(slot: remainder < 0 ? quotient - 1 : quotient, key: cell.key), default: 0] += count
        }
        return joined
    }

    private static func table(_ cells: [Cell: Int32], _ slots: [Int64]) -> SegmentRollup.Table {
        var table = SegmentRollup.Table()
        guard !slots.isEmpty else { return table }
        let sorted = cells.sorted { ($0.key.slot, $0.key.key) < ($1.key.slot, $1.key.key) }
        for (cell, count) in sorted {
            while slots[table.ends.count] < cell.slot { table.ends.append(Int32(table.keys.count)) }
            table.keys.append(cell.key)
            table.counts.append(count)
        }
        while table.ends.count < slots.count { table.ends.append(Int32(table.keys.count)) }
        return table
    }
}

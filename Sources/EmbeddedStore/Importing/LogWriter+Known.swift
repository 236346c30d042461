import GRDB
import OCPP
import OCPPLog
import Synchronization

// Finds which entries the store holds already: blocks are left out by time and charging station, and entries are compared
// where both meet.

extension LogWriter {
    func removeKnown(from candidates: inout ImportCandidates) throws {
        let view = view
        let names = tables.names.withLock { $0 }
        for file in view.files {
            for run in file.hot.flatMap(\.runs) { try remove(run, names, from: &candidates) }
            for segment in file.segments where !candidates.isEmpty {
                let blocks = blocks(of: segment, names, &candidates)
                guard !blocks.isEmpty else { continue }
                try file.file.readNow { db in
                    for block in blocks { try self.remove(block, of: segment, db, from: &candidates) }
                }
            }
        }
    }

    private func remove(_ run: HotRun, _ names: NameTable, from candidates: inout ImportCandidates) throws {
        guard run.count > 0, candidates.hasTime(in: run.oldest.microseconds...run.newest.microseconds) else { return }
        let chargers = candidates.chargers
        for row in run.times.indices where candidates.hasTime(in: run.times[row]...run.times[row]) {
            let peer = run.peers[row]
            guard peer == NameTable.unknown || chargers.contains(names.chargers[Int(peer)]) else { continue }
            candidates.remove(try run.entry(row))
        }
    }

    /// The blocks that may hold one of the entries.
    private func blocks(
        of segment: LoadedSegment, _ names: NameTable, _ candidates: inout ImportCandidates
    ) -> [Int] {
        guard candidates.hasTime(in: segment.oldest.microseconds...max(segment.oldest, segment.newest).microseconds)
        else { return [] }
        let facts = segment.facts
        let chargers = candidates.chargers
        // For each place among the peers of the segment, whether it is a charging station that is looked for.
        let isWanted = facts.peers?.map { peer in
            peer == NameTable.unknown || chargers.contains(names.chargers[Int(peer)])
        }
        return (0..<segment.blocks).filter { block in
            let newest = max(facts.oldest[block], facts.newest[block])
            guard candidates.hasTime(in: facts.oldest[block]...newest) else { return false }
            guard let isWanted else { return true }
            let (first, last) = (Int(facts.firstPeer[block]), Int(facts.lastPeer[block]))
            guard isWanted.indices.contains(first), isWanted.indices.contains(last), first <= last else { return true }
            return isWanted[first...last].contains(true)
        }
    }

    private func remove(
        _ block: Int, of segment: LoadedSegment, _ db: Database, from candidates: inout ImportCandidates
    ) throws {
        let place = BlockPlace(segment: segment.id, block: block)
        let reader = BlockReader(place, SegmentReader(db: db), try PartDecompressor())
        do {
            let meta = try reader.meta()
            var rows: [Int] = []
            let chargers = candidates.chargers
            for run in meta.peers where chargers.contains(run.charger) {
                for row in run.rows {
                    let shape = try meta.shape(meta.shapeOfRow(row))
                    let mayMeet = try candidates.mayHold(run.charger, meta.times[row], shape.source) {
                        try reader.uniqueID(ofRow: row)
                    }
                    if mayMeet { rows.append(row) }
                }
            }
            guard !rows.isEmpty else { return }
            for entry in try reader.entries(at: rows) { candidates.remove(entry) }
        } catch let error as StoreError where error.code == .corrupt {
            // What cannot be read cannot be the same: it is added again, and then it is there.
            figures.damaged(segment)
        }
    }
}

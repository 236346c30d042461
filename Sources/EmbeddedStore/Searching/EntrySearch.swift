import GRDB
import OCPPLog

/// Looks for the entry with an id.
struct EntrySearch {
    let id: EntryID

    init(_ id: EntryID) {
        self.id = id
    }

    func entry(_ view: StoreView) async throws -> Entry? {
        for file in view.files.reversed() {
            for run in file.hot.flatMap(\.runs) where run.facts.leastSequence <= id.sequence {
                if let row = run.ids.firstIndex(of: id) { return try run.entry(row) }
            }
            for segment in file.segments.reversed() where mayHold(segment) {
                for block in 0..<segment.blocks {
                    let place = BlockPlace(segment: segment.id, block: block)
                    if let entry = try await file.file.read({ try entry(in: place, $0) }) { return entry }
                }
            }
        }
        return nil
    }

    private func mayHold(_ segment: LoadedSegment) -> Bool {
        guard let origins = segment.facts.origins else { return true }
        return origins.contains { $0.origin == id.origin && $0.sequences.contains(id.sequence) }
    }

    private func entry(in place: BlockPlace, _ db: Database) throws -> Entry? {
        let reader = BlockReader(place, SegmentReader(db: db), try PartDecompressor())
        for (row, sequence) in try reader.sequences().enumerated() where sequence == id.sequence {
            guard try reader.meta().peer(ofRow: row).origin == id.origin else { continue }
            return try reader.entries(at: CollectionOfOne(row)).first
        }
        return nil
    }
}

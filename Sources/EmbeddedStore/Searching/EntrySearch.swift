import GRDB
import OCPPLog

/// Looks for the entry with an id.
struct EntrySearch {
    let id: EntryID

    init(_ id: EntryID) {
        self.id = id
    }

    /// - Throws: ``StoreError/Code/corrupt`` when it was not found, and a block that may hold it cannot be read.
    func entry(_ view: StoreView) async throws -> Entry? {
        var damage: StoreError?
        for file in view.files.reversed() {
            for run in file.hot.flatMap(\.runs) where run.facts.leastSequence <= id.sequence {
                if let row = run.ids.firstIndex(of: id) { return try run.entry(row) }
            }
            for segment in file.segments.reversed() where segment.mayHold(id) {
                for block in 0..<segment.blocks {
                    let place = BlockPlace(segment: segment.id, block: block)
                    do {
                        if let entry = try await file.file.read({ try entry(in: place, $0) }) { return entry }
                    } catch let error as StoreError where error.code == .corrupt {
                        damage = error
                    }
                }
            }
        }
        if let damage { throw damage }
        return nil
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

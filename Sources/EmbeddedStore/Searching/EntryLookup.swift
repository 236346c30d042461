import OCPP
import OCPPLog

/// Looks for the entry with an id, in the segments and runs whose numbers can be its own.
struct EntryLookup {
    private let id: EntryID

    init(_ id: EntryID) {
        self.id = id
    }

    /// The entry; nil when no file has it.
    /// - Throws: ``StoreError/Code/corrupt`` when it may be in a block that is damaged; ``BlockGone``; errors of the files.
    func entry(in files: [some SearchableFile]) async throws -> Entry? {
        var damage: StoreError?
        for file in files.reversed() {
            for run in file.runs where run.mayHold(id) {
                if let row = run.ids.firstIndex(of: id) { return try run.entry(row) }
            }
            for segment in file.segments.reversed() where segment.mayHold(id) {
                try Task.checkCancellation()
                let found = try await file.read { try look(in: segment, $0) }
                if let entry = found.entry { return entry }
                damage = damage ?? found.damage
            }
        }
        if let damage { throw damage }
        return nil
    }

    /// What a segment gives: the entry, or what keeps it from being read.
    private struct Look: Sendable {
        var entry: Entry?
        var damage: StoreError?
    }

    private func look(in segment: LoadedSegment, _ source: some BlockSource) throws -> Look {
        var look = Look()
        let decompressor = try PartDecompressor()
        for block in 0..<segment.blocks {
            do {
                let reader = BlockReader(BlockPlace(segment: segment.id, block: block), source, decompressor)
                guard let row = try row(in: reader) else { continue }
                look.entry = try reader.entries(at: CollectionOfOne(row)).first
                return look
            } catch let error as StoreError where error.code == .corrupt {
                look.damage = error
            }
        }
        return look
    }

    private func row(in reader: BlockReader) throws -> Int? {
        let sequences = try reader.sequences()
        let meta = try reader.meta()
        return sequences.indices.first { sequences[$0] == id.sequence && meta.peer(ofRow: $0).origin == id.origin }
    }
}

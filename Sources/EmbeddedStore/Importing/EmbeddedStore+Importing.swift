public import OCPPLog

extension EmbeddedStore: ImportStore {
    /// Adds the entries that it does not hold yet and gives them ids; returns when they are on the disk for good.
    ///
    /// All of them are added, or none. Many at once become segments directly.
    /// - Parameter entries: their ids are not looked at. Best in order of time, and some ten thousand at once.
    public func add(_ entries: [Entry]) async throws -> ImportCount {
        let writer = try writer
        let count = try await use { try await writer.work { try writer.add(entries) } }
        // They have got their ids in the store.
        if entries.contains(where: BootDirectory.isBoot) { bootCache.forget() }
        return count
    }
}

extension LogWriter {
    /// Runs on the queue of long work: nothing else is taken over, sealed or dropped meanwhile.
    func add(_ entries: [Entry]) throws -> ImportCount {
        var candidates = ImportCandidates(entries)
        try removeKnown(from: &candidates)
        let new = candidates.rest()
        if new.count >= settings.directImport {
            try addSegments(entries, new)
            giveMemoryBack()
        } else if !new.isEmpty {
            try addRows(new.map { entries[$0] })
        }
        return ImportCount(added: new.count, duplicates: entries.count - new.count)
    }

    /// - Parameter new: the numbers of those that the store does not hold.
    private func addSegments(_ entries: [Entry], _ new: [Int]) throws {
        // The file of this month is there before numbers are taken from it.
        let meta = try writeNow { state in
            try self.beginMonth(Month(of: self.settings.now()), &state)
            return state.meta
        }
        let segments = try settings.encoder.encode(entries, new) { place in
            EntryID(origin: meta.importOrigin, sequence: meta.importSequence + Int64(place) + 1)
        }
        try writeNow { state in
            var meta = state.meta
            meta.importSequence += Int64(new.count)
            let (stored, loaded) = try state.active.write { [meta] db in
                var meta = meta
                return (try self.insert(segments, &meta, db), try self.lastSegments(segments.count, db))
            }
            state.meta = stored
            let month = state.active.month
            self.change { view in
                guard let index = view.index(of: month) else { return }
                view.files[index].segments += loaded
            }
        }
    }

    private func addRows(_ new: [Entry]) throws {
        while true {
            let isWritten = try writeNow { state in
                guard self.hasRoom(for: new.count, state) else { return false }
                try self.append(self.numbered(new, behind: state.meta), Batch(), &state)
                return true
            }
            if isWritten { return }
            try sealWhatIsDue()
        }
    }

    private func numbered(_ entries: [Entry], behind meta: Meta) -> [Entry] {
        entries.enumerated().map { index, entry in
            var entry = entry
            entry.id = EntryID(origin: meta.importOrigin, sequence: meta.importSequence + Int64(index) + 1)
            return entry
        }
    }
}

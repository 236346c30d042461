import OCPP

// Compares what comes with everything that is there: what this does is what taking over means.

extension MemoryStore: ImportStore {
    /// The random number that ids of entries begin with which something else recorded: they never meet the recorder's.
    public nonisolated var importOrigin: UInt32 { ~origin }

    /// Looks at every entry for one that is the same.
    public func add(_ new: [Entry]) -> ImportCount {
        var known = Set(entries.map(ImportKey.init))
        var sequence = entries.lazy.filter { $0.id.origin == self.importOrigin }.map(\.id.sequence).max() ?? 0
        var count = ImportCount()
        for var entry in new {
            guard known.insert(ImportKey(entry)).inserted else {
                count.duplicates += 1
                continue
            }
            sequence += 1
            entry.id = EntryID(origin: importOrigin, sequence: sequence)
            entries.append(entry)
            count.added += 1
        }
        return count
    }
}

/// What makes two entries the same.
private struct ImportKey: Hashable {
    let charger: ChargerID
    let datetime: Timestamp
    let source: Source
    let uniqueID: UniqueID?
    let request: [UInt8]?

    init(_ entry: Entry) {
        charger = entry.chargerID
        datetime = entry.datetime
        source = entry.source
        uniqueID = entry.uniqueID
        request = entry.request?.bytes
    }
}

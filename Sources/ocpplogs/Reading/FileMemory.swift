import OCPP
import OCPPLog

/// The entries of a file in memory, up to a bound.
struct FileMemory {
    /// So much is held: entries, and bytes of their frames.
    struct Limits {
        var entries = 1_000_000
        var bytes = 512 << 20
    }

    private let limits: Limits
    private var entries: [Entry] = []
    private var bytes = 0

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Takes entries, each with another number.
    /// - Throws: ``CommandFailure`` when there are too many.
    mutating func add(_ new: [Entry], of name: String) throws {
        entries += new
        for entry in new { bytes += (entry.request?.bytes.count ?? 0) + (entry.response?.bytes.count ?? 0) }
        guard entries.count <= limits.entries, bytes <= limits.bytes else {
            throw CommandFailure.usage(
                "\(name): more than \(Amount.grouped(limits.entries)) entries or \(Amount.bytes(Int64(limits.bytes))) "
                    + "would have to be held in memory; narrow it down with a query, --since or --until, or take it over "
                    + "with ocpplogs import and search the data directory")
        }
    }

    /// All of them, to be searched.
    func store() async throws -> MemoryStore {
        let store = MemoryStore(origin: 0)
        // A store takes them with rising numbers.
        try await store.commit(Batch(entries: entries.sorted { $0.id.sequence < $1.id.sequence }))
        return store
    }
}

import EmbeddedStore
import OCPPLog
import TestSupport

/// The stores that must all mean the same.
enum StoreKind: CaseIterable, Sendable {
    case memory
    case embedded
    /// Closed and opened again after each commit: what it answers comes from the disk.
    case reopened

    /// A new store with the origin 7.
    func make() throws -> StoreUnderTest {
        guard self != .memory else { return StoreUnderTest(store: MemoryStore(origin: 7), directory: nil) }
        let directory = try TemporaryDirectory()
        let store: any EntryStore =
            self == .embedded
            ? try EmbeddedStore.small(directory.path) : try ReopeningStore(directory.path)
        return StoreUnderTest(store: store, directory: directory)
    }
}

/// A store, and the directory that is there as long as it is.
struct StoreUnderTest: Sendable {
    let store: any EntryStore
    let directory: TemporaryDirectory?
}

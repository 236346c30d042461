import EmbeddedStore
import OCPPLog

/// Where an import goes to.
enum ImportDestination {
    case directory(EmbeddedStore)
    case server(ServerImportStore)
    case nowhere(DryRunStore)

    var store: any ImportStore {
        switch self {
        case .directory(let store): store
        case .server(let server): server
        case .nowhere(let printing): printing
        }
    }

    /// Everything is handed over: a directory is left sealed and closed.
    func finish() async throws {
        guard case .directory(let store) = self else { return }
        try await store.seal()
        try await store.compact()
        try await store.close()
    }
}

import EmbeddedStore
import Logging
import OCPP
import OCPPLog
import Reporting

/// Stores as the benchmarks open them.
enum Stores {
    static let logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }

    /// A new embedded store; it writes no log.
    static func embedded(in folder: Folder) throws -> EmbeddedStore {
        try EmbeddedStore.open(
            directory: folder.path + "/data", newOrigin: { Conversation.origin }, now: { .start },
            logger: logger)
    }
}

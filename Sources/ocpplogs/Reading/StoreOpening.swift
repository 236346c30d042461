import EmbeddedStore
import Logging
import OCPPLog

/// Opens the store, and says in one line why that is not possible.
enum StoreOpening {
    /// For the one process that records.
    /// - Parameters:
    ///   - retention: how long entries are kept; nothing of what is there is dropped without it.
    ///   - segmentEntries: so many entries are sealed together; nil: as many as are best.
    ///   - whenLocked: what else can be done where another process has the directory.
    static func forWriting(
        _ data: String, retention: Retention = Retention(), segmentEntries: Int? = nil, whenLocked: String = "",
        logger: Logger
    ) throws -> EmbeddedStore {
        do throws(StoreError) {
            return try EmbeddedStore.open(
                directory: data, newOrigin: { UInt32.random(in: 1 ... .max) }, now: SystemTime.now,
                retention: retention, entriesPerSegment: segmentEntries, logger: logger)
        } catch {
            throw CommandFailure.usage(error.sentence + (error.code == .locked ? whenLocked : ""))
        }
    }

    /// For commands that only read, also while another process records.
    static func forReading(_ data: String) throws -> EmbeddedStore {
        do throws(StoreError) {
            return try EmbeddedStore.openForReading(directory: data)
        } catch {
            let wayOut = error.code == .unwritable ? "; --data names another directory" : ""
            throw CommandFailure.usage(error.sentence + wayOut)
        }
    }
}

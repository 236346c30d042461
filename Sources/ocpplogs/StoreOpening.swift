import EmbeddedStore
import Logging
import OCPPLog

/// Opens the store, and says in one line why that is not possible.
enum StoreOpening {
    /// For the one process that records.
    /// - Parameter segmentEntries: so many entries are sealed together; nil: as many as are best.
    static func forWriting(_ data: String, segmentEntries: Int? = nil, logger: Logger) throws -> EmbeddedStore {
        do throws(StoreError) {
            return try EmbeddedStore.open(
                directory: data, newOrigin: { UInt32.random(in: 1 ... .max) }, now: SystemTime.now,
                entriesPerSegment: segmentEntries, logger: logger)
        } catch {
            throw CommandFailure.usage(error.sentence)
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

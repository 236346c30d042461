import OCPPLog
import Synchronization

/// A store that counts what is committed and keeps nothing.
final class CountingStore: EntryStore {
    struct Counts {
        var exchanges = 0
        /// Connections opened and closed.
        var connections = 0
        /// What should not be there: unanswered, orphaned, malformed, missing.
        var others = 0
    }

    private let state = Mutex((counts: Counts(), last: 0 as Int64))

    var counts: Counts { state.withLock { $0.counts } }

    let origin: UInt32 = 1

    func commit(_ batch: Batch) async throws {
        state.withLock { state in
            for entry in batch.entries {
                switch entry.kind {
                case .exchange: state.counts.exchanges += 1
                case .connection: state.counts.connections += 1
                default: state.counts.others += 1
                }
            }
            state.last = batch.entries.last?.id.sequence ?? state.last
        }
    }

    func lastSequence() async throws -> Int64 { state.withLock { $0.last } }

    func unfinished() async throws -> Unfinished { Unfinished() }

    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        throw Failure("nothing is kept that could be searched")
    }

    func entry(_ id: EntryID) async throws -> Entry? { nil }
}

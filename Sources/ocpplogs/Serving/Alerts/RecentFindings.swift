import Insights
import OCPPLog
import Synchronization

/// What rules found in the newest entries, with their sentences: entries themselves are written with the codes alone.
///
/// Bounded; of more findings the oldest are let go of. Who asks too late has the codes.
final class RecentFindings: Sendable {
    private struct State {
        var findings: [EntryID: [Finding]] = [:]
        /// The entries in the order in which something was found in them; from ``first`` on they are still known.
        var order: [EntryID] = []
        var first = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// One that knows nothing yet.
    /// - Parameter limit: so many entries are remembered.
    init(limit: Int = 4_096) {
        self.limit = max(limit, 1)
    }

    /// Remembers what was found in an entry.
    func note(_ found: [Finding], in id: EntryID) {
        state.withLock { state in
            if state.findings.updateValue(found, forKey: id) == nil { state.order.append(id) }
            while state.findings.count > limit {
                state.findings[state.order[state.first]] = nil
                state.first += 1
            }
            if state.first > limit {
                state.order.removeFirst(state.first)
                state.first = 0
            }
        }
    }

    /// What was found in an entry; empty when nothing was, or it is forgotten.
    func findings(of id: EntryID) -> [Finding] {
        state.withLock { $0.findings[id] ?? [] }
    }
}

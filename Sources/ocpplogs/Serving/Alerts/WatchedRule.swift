import Insights
import OCPP
import OCPPLog
import Synchronization

/// One rule, and what it has counted of what was recorded since the program started.
final class WatchedRule: Sendable {
    private struct State {
        var book: AlertBook
        var missed = 0
    }

    let rule: AlertRule
    private let watcher: TailWatcher
    private let state: Mutex<State>

    /// Begins to watch.
    /// - Throws: `TailIsFull` when there are as many watchers as there may be.
    init(_ rule: AlertRule, _ tail: LiveTail) throws(TailIsFull) {
        self.rule = rule
        watcher = try tail.watch(rule.query)
        var limits = AlertBook.Limits()
        limits.lateness = tail.limits.lateness
        state = Mutex(State(book: AlertBook(rule, limits: limits)))
    }

    /// Counts what comes until the tail ends or the task is cancelled.
    func run(makeID: () -> String, raise: (Alert, Entry) -> Void) async {
        while let event = await watcher.next() {
            switch event {
            case .batch(let batch):
                for entry in batch.entries {
                    let alert = state.withLock { $0.book.read(entry, makeID: makeID) }
                    if let alert { raise(alert, entry) }
                }
            case .gap(let gap): state.withLock { $0.missed += gap.count }
            case .quiet: break
            }
        }
    }

    /// How it is doing.
    func standing(at now: Timestamp) -> AlertOverview.RuleStanding {
        let state = state.withLock { $0 }
        let silences = state.book.silences(at: now)
        let shown = silences.prefix(AlertOverview.shownSilences)
        return AlertOverview.RuleStanding(
            rule: rule, counts: state.book.counts, missed: state.missed, lastFired: state.book.lastFired,
            silences: Array(shown), moreSilences: silences.count - shown.count)
    }
}

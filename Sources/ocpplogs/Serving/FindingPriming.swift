import Insights
import Logging
import OCPP
import OCPPLog

/// Shows the newest entries of the log to the rules before recording begins: after a restart they still know which transactions
/// run and what stations said. Bounded in time and number, and never in the way: without it the rules know nothing yet.
struct FindingPriming {
    /// How much is shown, and how long it may take: stations cannot connect before it is done.
    struct Limits {
        /// In quarters of an hour: what is older is not shown.
        var quarters: Int64 = 96
        /// In entries: of more, the oldest are left out, whole quarters of an hour at a time.
        var entries = 50_000
        /// What is not done by then is forgotten: rules that know a day but not its end would find what is not there.
        var patience = Duration.seconds(1)
    }

    private static let quarter: Int64 = 900_000_000
    private static let batch = 4_096

    let now: Timestamp
    let logger: Logger
    var limits = Limits()
    var clock: any Clock<Duration> = ContinuousClock()
    /// Is told what is found from now on; also what is found again in the entries that are shown.
    var note: (@Sendable ([Finding], EntryID) -> Void)?

    /// - Returns: the rules with what they remember of the newest entries; rules that remember nothing where that failed or took
    ///   too long.
    func examiner(_ store: some EntryStore & EntryCounting) async -> any EntryExaminer {
        await withTaskGroup(of: (any EntryExaminer)?.self) { group in
            group.addTask { await primed(store) }
            group.addTask {
                try? await clock.sleep(for: limits.patience)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            if first == nil {
                logger.notice("the rules begin without a memory: the newest entries could not be read in time")
            }
            return first ?? FindingExaminer(note: note)
        }
    }

    private func primed(_ store: some EntryStore & EntryCounting) async -> (any EntryExaminer)? {
        do {
            guard let from = try await beginning(store) else { return FindingExaminer(note: note) }
            var examiner = FindingExaminer(note: note)
            let search = Search(from: from, order: .oldestFirst, limit: Self.batch)
            _ = try await store.walk(search) { entries in
                // What was imported is another log's.
                for entry in entries where entry.id.origin == store.origin { _ = examiner.findings(of: entry) }
                return !Task.isCancelled
            }
            return Task.isCancelled ? nil : examiner
        } catch {
            logger.debug("the newest entries could not be shown to the rules", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// From where on no more entries lie than are shown; nil where there are none.
    private func beginning(_ store: some EntryCounting) async throws -> Timestamp? {
        let end = now.microseconds / Self.quarter + 1
        let boundaries = (0...limits.quarters).map {
            Timestamp(microseconds: (end - limits.quarters + $0) * Self.quarter)
        }
        let counts = try await store.histogram(Selection(from: boundaries.first), boundaries: boundaries).counts
        var left = limits.entries
        var beginning: Timestamp?
        for (quarter, count) in zip(boundaries, counts).reversed() where count.total > 0 {
            guard count.total <= left else { break }
            left -= count.total
            beginning = quarter
        }
        return beginning
    }
}

import OCPP
import OCPPLog

/// Watches for a message and its answers.
struct MessageObservation: RequirementObservation {
    private let message: RequiredMessage
    private var good = Tally()
    private var rejected = Tally()
    private var failed = Tally()
    private var unanswered = Tally()
    private var lastRefusal = ""

    /// How often something was seen, and the last entries of it.
    private struct Tally {
        var count = 0
        var entries: [EntryID] = []

        mutating func add(_ id: EntryID) {
            count += 1
            if entries.count >= RequirementResult.mostEvidence { entries.removeFirst() }
            entries.append(id)
        }
    }

    init(_ message: RequiredMessage) {
        self.message = message
    }

    var needsDebug: Bool {
        message.actions.allSatisfy { ($0.specification?.level ?? .debug) == .debug }
    }

    mutating func look(at read: ReadEntry, _ findings: [Finding]) {
        guard message.matches(read) else { return }
        let id = read.entry.id
        if read.entry.kind == .unanswered {
            unanswered.add(id)
        } else if message.isGood(read) {
            good.add(id)
        } else if let error = read.entry.response?.error {
            failed.add(id)
            lastRefusal = error.code.rawValue
        } else if read.isAnswered {
            rejected.add(id)
            lastRefusal = read.entry.answerStatus ?? "another answer than is wanted"
        }
    }

    /// Half of the answers must be good: one refusal among many may have its reason.
    func verdict() -> RequirementVerdict {
        let all = good.count + rejected.count + failed.count + unanswered.count
        guard all > 0 else { return RequirementVerdict(.notSeen, "\(name) was not seen") }
        if good.count * 2 >= all {
            return RequirementVerdict(
                .passed, "\(name) went well, \(share(good.count, of: all))", good.entries.reversed())
        }
        if failed.count >= rejected.count, failed.count >= unanswered.count {
            return RequirementVerdict(
                .error, "\(name) was answered with \(lastRefusal), \(share(failed.count, of: all))",
                failed.entries.reversed())
        }
        if rejected.count >= unanswered.count {
            return RequirementVerdict(
                .rejected, "\(name) was answered with \(lastRefusal), \(share(rejected.count, of: all))",
                rejected.entries.reversed())
        }
        return RequirementVerdict(
            .noAnswer, "\(name) was not answered, \(share(unanswered.count, of: all))", unanswered.entries.reversed())
    }

    private var name: String {
        let names = message.actions.map(\.rawValue).joined(separator: " or ")
        let values = message.with.sorted { $0.key < $1.key }.map { path, values in
            "\(path.split(separator: ".").last ?? "") \(values.joined(separator: " or "))"
        }
        return values.isEmpty ? names : "\(names) with \(values.joined(separator: ", "))"
    }

    private func share(_ count: Int, of all: Int) -> String {
        count == all ? times(all) : "\(count) of \(times(all))"
    }

    private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}

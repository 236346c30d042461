import OCPP
import OCPPLog

/// An answer that nobody waits for.
struct OrphanAnswerRule: FindingRule {
    static let about = RuleAbout(
        "orphan-answer", .warning, "An answer without a request",
        meaning: """
            An answer came whose unique id belongs to no open request: there was none, or it was answered already. \
            What it answers is lost. In the first minute of a log that begins in the middle, and for two minutes after a gap, \
            the request may only be missing here, so nothing is told; nor of the answer to a message that is no OCPP frame: \
            that is told as `malformed-frame`.
            """,
        checks: [
            "Look for a request with the same unique id on another connection of the station.",
            "Answered twice: the receiver handled the request twice, or sends its answer again.",
            "See whether the station changes the unique id: upper case, lost zeros, a number instead of a text.",
        ],
        specification: "OCPP-J 1.6 §4.1.4", concern: .unusual)

    /// For so long after a log begins in the middle, a request may lie before its beginning.
    private static let afterBegin = Duration.seconds(60)
    private static let afterGap = Duration.seconds(120)

    /// So long an answer may take.
    private static let afterMalformed = Duration.seconds(60)

    private var gapUntil: Timestamp?
    /// The last message that was no frame: who receives it may answer that.
    private var malformed: (id: UniqueID?, source: Source, at: Timestamp)?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        let entry = read.entry
        if entry.kind == .gap { gapUntil = entry.datetime.advanced(by: .microseconds(entry.latency ?? 0)) }
        if entry.kind == .malformed { malformed = (entry.uniqueID, entry.source, entry.datetime) }
        guard entry.kind == .orphan else { return }
        let id = entry.uniqueID.map { Said.quoted($0.rawValue) } ?? "no id"
        switch entry.reason {
        case "duplicate_answer":
            let what = entry.action.map { Said.name($0) } ?? "a request"
            report.add(
                Finding(
                    Self.about, in: entry,
                    "\(entry.source.words) answered \(what) with the id \(id) once more, after it was answered already")
            )
        case "no_open_call":
            guard !mayLieOutside(entry, memory), !answersMalformed(entry) else { return }
            report.add(
                Finding(
                    Self.about, in: entry,
                    "\(entry.source.words) sent an answer with the id \(id), and there was no such request"))
        default: return
        }
    }

    /// An error that answers what could not be read names its id, or -1 where there is none to read (2.1 Part 4 §4.2.3).
    private func answersMalformed(_ entry: Entry) -> Bool {
        guard let malformed, malformed.source != entry.source,
            (.zero...Self.afterMalformed).contains(entry.datetime.since(malformed.at))
        else { return false }
        guard entry.response?.error == nil else { return true }
        return malformed.id != nil && malformed.id == entry.uniqueID
    }

    private func mayLieOutside(_ entry: Entry, _ memory: StationMemory) -> Bool {
        if let gapUntil, entry.datetime.since(gapUntil) < Self.afterGap { return true }
        return Self.mayLieBefore(entry, memory)
    }

    /// Whether the request of an answer may lie before the log.
    static func mayLieBefore(_ entry: Entry, _ memory: StationMemory) -> Bool {
        // Where the log saw the connection open, it saw every request on it.
        if let connection = memory.connection, connection.isOpen { return false }
        guard let begin = memory.begin else { return true }
        return entry.datetime.since(begin) < afterBegin
    }
}

import OCPP
import OCPPLog

/// A CALL got no answer.
struct NoAnswerRule: FindingRule {
    static let about = RuleAbout(
        "no-answer", .error, "A message was not answered",
        meaning: """
            Nobody answered the message before the connection closed or its time was over. The sender does not know whether \
            it was understood. Messages whose answer may only be missing in the log are not told of: after a gap, after a restart \
            of this program, where times are unknown. Of a log that was imported and ends, or has holes, they are told only when \
            the same side answered a request that came a minute later or more.
            """,
        checks: [
            "See whether the connection closed right after it.",
            "See whether the same station answers other messages: if none, the receiver hangs.",
            "Look for an answer that came later with the same unique id: `is:orphan`.",
        ],
        specification: "OCPP-J 1.6 §4.1.1", concern: .anyAction)

    /// Requests of a log that ended before their answers, of which it is not clear yet whether it went on without them.
    private static let mostUnclear = 16
    private static let goesOnAfter = Duration.seconds(60)

    /// A request that may have been answered behind the end of its log.
    private struct Unclear {
        var action: Action
        var source: Source
        var at: Timestamp
        var id: EntryID
        var connector: ConnectorKey?
    }

    private var unclear: [Unclear] = []
    /// When the last request was made that each side answered.
    private var answeredByCSMS: Timestamp?
    private var answeredByStation: Timestamp?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        if read.entry.kind == .exchange { return noteAnswer(read, &report) }
        // A log that has payloads without ids cannot say which answer is whose.
        guard read.entry.kind == .unanswered, read.entry.uniqueID != nil,
            !Self.elsewhere.contains(read.entry.reason ?? ""),
            TimeFault.isPlausible(read.entry.datetime)
        else { return }
        guard Self.isEndOfLog(read.entry) else {
            guard !isWithoutAnswers(read.entry) else { return }
            let why = read.entry.told.map { ": \($0)" } ?? ""
            return tell(read, why, &report)
        }
        let answered = read.entry.source == .cp ? answeredByCSMS : answeredByStation
        if let answered, answered.since(read.entry.datetime) >= Self.goesOnAfter {
            tell(read, ", though the log goes on", &report)
        } else if unclear.count < Self.mostUnclear {
            unclear.append(
                Unclear(
                    action: read.action, source: read.entry.source, at: read.entry.datetime, id: read.entry.id,
                    connector: read.connector))
        }
    }

    private mutating func noteAnswer(_ read: ReadEntry, _ report: inout FindingReport) {
        let (source, now) = (read.entry.source, read.entry.datetime)
        if source == .cp {
            answeredByCSMS = max(answeredByCSMS ?? now, now)
        } else {
            answeredByStation = max(answeredByStation ?? now, now)
        }
        guard !unclear.isEmpty else { return }
        let told = unclear.filter { $0.source == source && now.since($0.at) >= Self.goesOnAfter }
        guard !told.isEmpty else { return }
        unclear.removeAll { $0.source == source && now.since($0.at) >= Self.goesOnAfter }
        for request in told {
            report.add(
                Finding(
                    Self.about, in: read.entry,
                    "\(Said.name(request.action)), sent \(Said.span(now.since(request.at))) before, got no answer from "
                        + "\(source.other.words), though the log goes on",
                    connector: request.connector, related: [request.id]))
        }
    }

    /// Whether it stands in a log that was imported and has no answer of that side at all: then it leaves them out.
    private func isWithoutAnswers(_ entry: Entry) -> Bool {
        entry.connectionID.rawValue == 0 && (entry.source == .cp ? answeredByCSMS : answeredByStation) == nil
    }

    private func tell(_ read: ReadEntry, _ why: String, _ report: inout FindingReport) {
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(Said.name(read.action)) got no answer from \(read.entry.source.other.words)\(why)"))
    }

    /// Reasons for which an answer may have come all the same, and the one that ``MessageIDReusedRule`` tells of.
    private static let elsewhere: Set<String> = ["gap", "restart", "too_many_open", "id_reused"]

    /// Whether it is the end of a log that was imported, and not of a connection.
    private static func isEndOfLog(_ entry: Entry) -> Bool {
        entry.reason == "connection_closed" && entry.detail?.hasPrefix("no answer stands in the log") == true
    }
}

import OCPP
import OCPPLog

/// A time without a zone, or of a year that cannot be.
struct BadTimestampRule: FindingRule {
    static let about = RuleAbout(
        "bad-timestamp", .warning, "A time that cannot be right",
        meaning: """
            A time has no zone, so that everyone reads another hour into it, or the CSMS answers with a year before 2000 or after \
            2100. Looked at are the time of the message, the first of its meter values, and the time that the CSMS answers with. \
            The same fault of the same message is told once a day. Years in a station's own times are told by `clock-drift`.
            """,
        checks: [
            "No zone: the sender has to add `Z` for UTC, or the offset; report it to its maker.",
            "A year in an answer of the CSMS: stations set their clocks by it, so every later time may be wrong.",
        ],
        specification: "OCPP 1.6 §3.14; RFC 3339", concern: .actions(actions))

    private static let actions: Set<Action> = [
        .bootNotification, .heartbeat, .meterValues, .notifyEvent, .securityEventNotification, .startTransaction,
        .statusNotification, .stopTransaction, .transactionEvent, Action("NotifyReport"),
        Action("NotifyMonitoringReport"),
    ]

    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        switch read.action {
        case .bootNotification, .heartbeat:
            check(read.response, "currentTime", "/response", read, &report)
        case .meterValues:
            check(read.meter.firstTime, of: read.request, "timestamp", "/request/meterValue/0", read, &report)
        default:
            check(read.request, "timestamp", "/request", read, &report)
            check(read.request, "generatedAt", "/request", read, &report)
            if read.action == .stopTransaction {
                check(read.meter.firstTime, of: read.request, "timestamp", "/request/transactionData/0", read, &report)
            } else if read.action == .transactionEvent {
                check(read.meter.firstTime, of: read.request, "timestamp", "/request/meterValue/0", read, &report)
            }
        }
    }

    private mutating func check(
        _ members: Members, _ name: String, _ place: String, _ read: ReadEntry, _ report: inout FindingReport
    ) {
        check(members.content(name), of: members, name, place, read, &report)
    }

    private mutating func check(
        _ content: Range<Int>?, of members: Members, _ name: String, _ place: String, _ read: ReadEntry,
        _ report: inout FindingReport
    ) {
        guard let content, let fault = TimeFault(members.bytes.span.extracting(content)),
            fault == .noZone || name == "currentTime",
            reported.isNew("\(read.action) \(place) \(fault.word)", at: read.entry.datetime, for: .seconds(86_400))
        else { return }
        let text = Said.quoted(JSONText.string(content, in: members.bytes.span))
        report.add(
            Finding(
                Self.about, in: read.entry, "the time of \(Said.name(read.action)) is \(text), \(fault.words)",
                at: "\(place)/\(name)"))
    }
}

extension BadTimestampRule {
    /// Whether a problem that the schema has with a payload is one that this rule tells of: a time without a zone, where it
    /// looks.
    static func tells(of problem: SchemaProblem, _ side: PayloadSide, _ read: ReadEntry) -> Bool {
        guard problem.code == .badFormat, actions.contains(read.action) else { return false }
        let parts = problem.pointer.split(separator: "/")
        var members = side == .request ? read.request : read.response
        guard let name = parts.last else { return false }
        if parts.count == 3 {
            // Of a list the first is looked at, and the others are as it is.
            guard side == .request, parts[0] == "meterValue" || parts[0] == "transactionData" else { return false }
            members = members.first(String(parts[0]))
        } else if parts.count != 1 {
            return false
        }
        let names = side == .request ? ["timestamp", "generatedAt"] : ["currentTime"]
        guard names.contains(String(name)), let content = members.content(String(name)) else { return false }
        return TimeFault(members.bytes.span.extracting(content)) != nil
    }
}

extension TimeFault {
    /// A word for it, so that the same fault is known again.
    fileprivate var word: String {
        switch self {
        case .noZone: "zone"
        case .year: "year"
        }
    }

    fileprivate var words: String {
        switch self {
        case .noZone: "without a zone"
        case .year(let time): "which is the year \(time.text(fractionDigits: 0).prefix { $0 != "-" })"
        }
    }
}

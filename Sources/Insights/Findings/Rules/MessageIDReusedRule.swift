import OCPP
import OCPPLog

/// A unique id that was used before.
struct MessageIDReusedRule: FindingRule {
    static let about = RuleAbout(
        "message-id-reused", .warning, "A unique id was used again",
        meaning: """
            Each request needs an id of its own, since an answer names nothing else: with the same id twice nobody knows which \
            of both was answered. Compared are the last 64 requests of a connection. In 1.6 and 2.1 the same message may be sent \
            again with its id when no answer came. Each id is told once a day.
            """,
        checks: [
            "See whether the sender uses one fixed id, or begins to count again.",
            "Look for answers that belong to the other request of both.",
            "Report it to the maker of the sender.",
        ],
        specification: "OCPP-J 1.6 §4.1.4", concern: .anyAction)

    /// So many requests of a connection are remembered.
    static let most = 64

    /// What is remembered of a request: numbers instead of texts, as a station may make these as long as it likes.
    private struct Used {
        var id: UInt64
        var action: UInt32
        var wasAnswered: Bool
    }

    private var connection: ConnectionID?
    private var used: [Used] = []
    /// The place of the next one, once there are as many as are remembered.
    private var next = 0
    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isRequest, let id = read.entry.uniqueID else { return }
        if connection != read.entry.connectionID {
            connection = read.entry.connectionID
            used.removeAll(keepingCapacity: true)
            next = 0
        }
        guard read.entry.reason != "id_reused" else {
            tell(read, id, "used again before its answer came", &report)
            return
        }
        let this = Used(
            id: Self.number(id.rawValue, of: read.entry.source),
            action: UInt32(truncatingIfNeeded: Self.number(read.action.rawValue, of: .cp)),
            wasAnswered: read.entry.kind != .unanswered)
        if let index = used.firstIndex(where: { $0.id == this.id }) {
            let before = used[index]
            used[index] = this
            let isRetry = before.action == this.action && !before.wasAnswered && read.entry.version != .v201
            if !isRetry { tell(read, id, "used before on this connection", &report) }
        } else if used.count < Self.most {
            used.append(this)
        } else {
            used[next] = this
            next = (next + 1) % Self.most
        }
    }

    private mutating func tell(_ read: ReadEntry, _ id: UniqueID, _ what: String, _ report: inout FindingReport) {
        // A long id is told of once, whichever it is.
        let key = "\(read.entry.source.rawValue) \(id.rawValue.utf8.count > 64 ? "" : id.rawValue)"
        guard reported.isNew(key, at: read.entry.datetime, for: .seconds(86_400)) else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "the id \(Said.quoted(id.rawValue)) of \(Said.name(read.action)) from \(read.entry.source.words) was \(what)"
            ))
    }

    /// A number for a text, the same in every run (FNV-1a).
    private static func number(_ text: String, of source: Source) -> UInt64 {
        var number: UInt64 = source == .cp ? 0xCBF2_9CE4_8422_2325 : 0x84222325_CBF29CE4
        for byte in text.utf8 { number = (number ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return number
    }
}

import OCPP
import OCPPLog

/// The station accepted to start a transaction, and none began.
struct RemoteStartWithoutStartRule: FindingRule {
    static let about = RuleAbout(
        "remote-start-without-start", .warning, "A remote start was accepted, and nothing began",
        meaning: """
            The station accepted RemoteStartTransaction (2.x: RequestStartTransaction), and no transaction began within \
            ConnectionTimeOut, or 2 minutes where that is not known, and another minute to be sure. It is told with a later \
            message of the station. When the connection closes meanwhile, nothing is told, nor where another rule tells why: \
            the CSMS refused the id tag or did not answer, or the connector broke down.
            """,
        checks: [
            "Was the vehicle plugged in? Look for the state Preparing.",
            "Look for Authorize: with AuthorizeRemoteTxRequests the token has to be accepted first.",
            "Was the connector reserved, or a transaction running there?",
        ],
        specification: "OCPP 1.6 §5.11; OCPP 2.0.1 Part 2, F01, F02", concern: .everything)

    private struct Wish {
        var at: Timestamp
        var id: EntryID
        var connector: ConnectorKey?
        var idTag: String?
        var remoteStart: String?
    }

    /// So many are waited for.
    private static let most = 8
    private var wishes: [Wish] = []
    /// The last start, since it may be recorded before the answer to what asked for it.
    private var lastStart: (at: Timestamp, connector: ConnectorKey?)?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        switch read.entry.action {
        case .remoteStartTransaction?, .requestStartTransaction?: return note(read)
        case .startTransaction?, .transactionEvent?: noteStart(read)
        case .authorize? where read.entry.source == .cp && read.entry.answerStatus?.lowercased() != "accepted":
            wishes.removeAll { $0.idTag == read.entry.idTag }
        case .statusNotification? where read.entry.reportedStatus == "Faulted":
            wishes.removeAll { wish in
                guard let wanted = wish.connector, let broken = read.connector, !broken.isStation else { return true }
                return (wanted.evse ?? wanted.connector) == (broken.evse ?? broken.connector)
            }
        default: break
        }
        guard !wishes.isEmpty else { return }
        if read.entry.kind == .connection || read.entry.kind == .gap || read.entry.levelInForce == .none {
            wishes = []
            return
        }
        guard read.isFromStation else { return }
        let timeout = memory.setting("ConnectionTimeOut").flatMap { Int($0) } ?? 120
        let patience = Duration.seconds(min(max(timeout, 60), 86_400) + 60)
        let now = read.entry.datetime
        guard let wish = wishes.first(where: { now.since($0.at) > patience }) else { return }
        wishes.removeAll { now.since($0.at) > patience }
        // A log of which a part is missing says nothing of what was in it.
        guard now.since(wish.at) < patience + .seconds(3_600) else { return }
        let place = wish.connector.map { " at \($0.words)" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "the station accepted a remote start\(place) \(Said.span(now.since(wish.at))) ago, and no transaction began",
                connector: wish.connector, related: [wish.id]))
    }

    private mutating func note(_ read: ReadEntry) {
        guard read.entry.source == .csms, read.isAnswered, read.entry.answerStatus == "Accepted",
            // 2.x: the transaction runs already, and is only authorised now.
            !read.response.has("transactionId")
        else { return }
        if let start = lastStart, start.at >= read.entry.datetime { return }
        if wishes.count >= Self.most { wishes.removeFirst() }
        wishes.append(
            Wish(
                at: read.entry.datetime, id: read.entry.id, connector: read.connector, idTag: read.entry.idTag,
                remoteStart: read.request.word("remoteStartId")))
    }

    private mutating func noteStart(_ read: ReadEntry) {
        guard read.entry.source == .cp || read.entry.kind == .orphan else { return }
        if read.action == .transactionEvent {
            let remoteStart = read.request.object("transactionInfo").word("remoteStartId")
            let isStart =
                read.request.text("eventType") == "Started" || read.request.text("triggerReason") == "RemoteStart"
            guard remoteStart != nil || isStart else { return }
            wishes.removeAll { remoteStart == nil || $0.remoteStart == nil || $0.remoteStart == remoteStart }
        } else {
            let connector = read.connector
            wishes.removeAll { wish in
                wish.connector == nil || connector == nil || wish.connector == connector
                    || wish.idTag == read.entry.idTag
            }
        }
        lastStart = (read.entry.datetime, read.connector)
    }
}

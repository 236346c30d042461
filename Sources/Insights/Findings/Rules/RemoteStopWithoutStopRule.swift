import OCPP
import OCPPLog

/// The station accepted to stop a transaction, and it did not end.
struct RemoteStopWithoutStopRule: FindingRule {
    static let about = RuleAbout(
        "remote-stop-without-stop", .error, "A remote stop was accepted, and nothing ended",
        meaning: """
            The station accepted RemoteStopTransaction (2.x: RequestStopTransaction), and the transaction did not end within \
            3 minutes. It is told with a later message of the station. When the connection closes meanwhile, nothing is told.
            """,
        checks: [
            "See whether energy still flows: compare the meter values.",
            "A station may wait until the cable is out: look at the state.",
            "Try UnlockConnector, then a Reset.",
        ],
        specification: "OCPP 1.6 §5.12; OCPP 2.0.1 Part 2, F03", concern: .everything)

    private struct Wish {
        var at: Timestamp
        var id: EntryID
        var transactionID: String
    }

    static let patience = Duration.seconds(180)
    /// So many are waited for.
    private static let most = 8
    private var wishes: [Wish] = []
    /// The last that ended, since it may be recorded before the answer to what asked for it.
    private var lastEnd: String?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        switch read.entry.action {
        case .remoteStopTransaction?, .requestStopTransaction?: return note(read, memory)
        case .stopTransaction?, .transactionEvent?: noteStop(read)
        default: break
        }
        guard !wishes.isEmpty else { return }
        if read.entry.kind == .connection || read.entry.kind == .gap || read.entry.levelInForce == .none {
            wishes = []
            return
        }
        guard read.isFromStation else { return }
        let now = read.entry.datetime
        guard let wish = wishes.first(where: { now.since($0.at) > Self.patience }) else { return }
        wishes.removeAll { now.since($0.at) > Self.patience }
        // A log of which a part is missing says nothing of what was in it.
        guard now.since(wish.at) < Self.patience + .seconds(3_600) else { return }
        let running = memory.transaction(wish.transactionID)
        report.add(
            Finding(
                Self.about, in: read.entry,
                "the station accepted to stop transaction \(Said.word(wish.transactionID)) "
                    + "\(Said.span(now.since(wish.at))) ago, and it did not end",
                connector: running?.connector, related: [wish.id]))
    }

    private mutating func note(_ read: ReadEntry, _ memory: StationMemory) {
        guard read.entry.source == .csms, read.isAnswered, read.entry.answerStatus == "Accepted",
            let id = read.entry.transactionID, id != lastEnd, memory.endedTransaction(id) == nil,
            !wishes.contains(where: { $0.transactionID == id })
        else { return }
        if wishes.count >= Self.most { wishes.removeFirst() }
        wishes.append(Wish(at: read.entry.datetime, id: read.entry.id, transactionID: id))
    }

    private mutating func noteStop(_ read: ReadEntry) {
        guard let id = read.entry.transactionID else { return }
        if read.action == .transactionEvent {
            // 2.x may end it only when the cable is out.
            let trigger = read.request.text("triggerReason")
            guard read.request.text("eventType") == "Ended" || trigger == "RemoteStop" || trigger == "StopAuthorized"
            else { return }
        }
        wishes.removeAll { $0.transactionID == id }
        lastEnd = id
    }
}

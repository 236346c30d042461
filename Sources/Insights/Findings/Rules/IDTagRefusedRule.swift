import OCPP
import OCPPLog

/// An id tag was not accepted.
struct IDTagRefusedRule: FindingRule {
    static let about = RuleAbout(
        "id-tag-refused", .warning, "An id tag was refused",
        meaning: """
            The CSMS does not accept the id tag, so its holder cannot charge, or the transaction ends. It is a note for the tag \
            that ends a transaction. Only the last four characters of the tag are shown.
            """,
        checks: [
            "Invalid or Unknown: see whether the CSMS knows the tag exactly as the station spells it; byte order and case differ.",
            "ConcurrentTx: the tag charges elsewhere already, or the end of its last transaction never arrived.",
            "Blocked or Expired: ask the holder's contract partner.",
        ],
        specification: "OCPP 1.6 §7.2; OCPP 2.0.1 AuthorizationStatusEnumType", concern: .actions(actions))

    static let actions: Set<Action> = [.authorize, .startTransaction, .stopTransaction, .transactionEvent]

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isAnswered, let status = read.entry.answerStatus, !status.isEmpty,
            status.lowercased() != "accepted"
        else { return }
        let member = read.entry.version.reading == .v16 ? "idTagInfo" : "idTokenInfo"
        let isEnd = read.action == .stopTransaction || read.request.text("eventType") == "Ended"
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(Self.shown(read.entry.idTag)) was refused in \(Said.name(read.action)): \(Said.name(status))",
                severity: isEnd ? .note : .warning, at: "/response/\(member)/status"))
    }

    /// So much of a tag that its holder knows it again; who reads a finding need not be able to use it.
    private static func shown(_ tag: String?) -> String {
        guard let tag, tag.count > 4 else { return "the id tag" }
        return "the id tag …\(VisibleText.of(String(tag.suffix(4))))"
    }
}

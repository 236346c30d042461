import OCPP
import OCPPLog

/// A message names a transaction id that no transaction can have.
struct TransactionIDInvalidRule: FindingRule {
    static let about = RuleAbout(
        "transaction-id-invalid", .warning, "A transaction id that cannot be right",
        meaning: """
            The transaction id is 0, negative, or larger than 2,147,483,647 (empty in 2.x): the sender did not know the id \
            that the CSMS gave, or never stored it. The CSMS cannot tell which transaction the message belongs to. An id 0 or \
            -1 in the answer to a start that was not accepted is no fault. It is told once a day for each id and message.
            """,
        checks: [
            "Look for the answer to the last StartTransaction: was there one, and did it come in time?",
            "Id 0 in MeterValues outside of a transaction: the station should leave it out; most CSMS ignore it.",
            "Report it to the maker of the station.",
        ],
        specification: "OCPP 1.6 §6.45, §6.49", concern: .anyAction)

    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let id = read.entry.transactionID, Self.isInvalid(id, read.entry.version) else { return }
        let isStart = read.action == .startTransaction
        // One that the CSMS gave is told at the start.
        guard isStart || (memory.transaction(id) == nil && memory.endedTransaction(id) == nil) else { return }
        // The CSMS that does not accept a start gives no id.
        if isStart, read.entry.answerStatus != "Accepted" || read.entry.kind == .orphan { return }
        guard reported.isNew("\(read.action) \(id)", at: read.entry.datetime, for: .seconds(86_400)) else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                isStart
                    ? "the CSMS gave the new transaction the id \(Said.quoted(id))"
                    : "\(read.action) names the transaction id \(Said.quoted(id))\(Self.guess(id))",
                at: isStart ? "/response/transactionId" : pointer(read)))
    }

    /// Whether no transaction has such an id.
    static func isInvalid(_ id: String, _ version: OCPPVersion) -> Bool {
        guard version.reading == .v16 else { return id.isEmpty }
        guard let number = Int64(id) else { return false }
        return number <= 0 || number > Int64(Int32.max)
    }

    private static func guess(_ id: String) -> String {
        switch id {
        case "0": ", as if there were none"
        case "-1": ", as if it had no answer to its start"
        case "9223372036854775807", "4294967295", "-9223372036854775808": ", the end of what its number can hold"
        default: ""
        }
    }

    private func pointer(_ read: ReadEntry) -> String? {
        if read.request.has("transactionId") { return "/request/transactionId" }
        if read.request.object("csChargingProfiles").has("transactionId") {
            return "/request/csChargingProfiles/transactionId"
        }
        if read.request.object("transactionInfo").has("transactionId") {
            return "/request/transactionInfo/transactionId"
        }
        return read.response.has("transactionId") ? "/response/transactionId" : nil
    }
}

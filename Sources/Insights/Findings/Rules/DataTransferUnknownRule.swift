import OCPP
import OCPPLog

/// A vendor's message that the receiver does not know.
struct DataTransferUnknownRule: FindingRule {
    static let about = RuleAbout(
        "data-transfer-unknown", .note, "A maker's own message that the receiver does not know",
        meaning: """
            DataTransfer carries what makers agree on beside OCPP. The receiver does not know this vendor, or not this message \
            of it, and has done nothing.
            """,
        checks: [
            "Ask the maker what the message is for, and whether anything is lost without it.",
            "Switch it off where it comes all the time.",
        ],
        specification: "OCPP 1.6 §4.3, §5.5", concern: .actions([.dataTransfer]))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isAnswered, let status = read.entry.answerStatus, Self.isUnknown(status) else { return }
        let vendor = read.request.text("vendorId").map { Said.quoted($0) } ?? "none"
        let message = read.request.text("messageId").map { ", message \(Said.quoted($0))" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(read.entry.source.other.words) answered \(status) to a DataTransfer of the vendor \(vendor)\(message)",
                at: "/response/status"))
    }

    static func isUnknown(_ status: String) -> Bool {
        status == "UnknownVendorId" || status == "UnknownMessageId"
    }
}

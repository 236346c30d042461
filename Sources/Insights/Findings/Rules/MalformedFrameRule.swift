import OCPP
import OCPPLog

/// Somebody sent what is no frame of OCPP.
struct MalformedFrameRule: FindingRule {
    static let about = RuleAbout(
        "malformed-frame", .error, "A message that is no OCPP",
        meaning: """
            What was sent cannot be read: broken JSON, no array, an unknown message type, or a part is missing. The receiver \
            cannot answer it, so the sender waits in vain. Lines of an imported log that somebody cut, so that they end with \
            `...` or `>`, are not told of.
            """,
        checks: [
            "Look at the byte that the finding names, and at what stands before it.",
            "A frame that ends too early: a buffer of the station may be too small.",
            "Report the bytes to the maker of the sender; they are kept as they were sent.",
        ],
        specification: "OCPP-J 1.6 §4.1, §4.2", concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.kind == .malformed, read.entry.reason != FrameProblem.Reason.tooLarge.rawValue,
            !isCutByHand(read.entry.request)
        else { return }
        let what = read.entry.told ?? "it cannot be read"
        let action = read.entry.action.map { " (\(Said.name($0)))" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(read.entry.source.words) sent a message\(action) that is no OCPP frame: \(what)"))
    }

    /// No frame ends so; people who copy from a screen leave that behind.
    private func isCutByHand(_ frame: RecordedFrame?) -> Bool {
        guard let bytes = frame?.bytes, !bytes.isEmpty else { return false }
        return bytes.last == UInt8(ascii: ">") || bytes.suffix(3).elementsEqual("...".utf8)
            || bytes.suffix(3).elementsEqual("…".utf8)
    }
}

import OCPP
import OCPPLog

/// A frame was so large that only its beginning was kept.
struct FrameTooLargeRule: FindingRule {
    static let about = RuleAbout(
        "frame-too-large", .warning, "A message too large to be kept whole",
        meaning: """
            The message is larger than the limit of the recorder, so only its beginning is in the log. As a proxy it was \
            forwarded all the same; searches, analysis and exports know the beginning only.
            """,
        checks: [
            "Raise the largest size of a message in the configuration if such messages are wanted.",
            "Ask the sender to split it: 2.x reports come in several messages, 1.6 has GetConfigurationMaxKeys.",
        ],
        concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let frame = cut(read.entry.request) ?? cut(read.entry.response) else { return }
        let action = read.entry.action.map { Said.name($0) } ?? "the message"
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(action) has \(frame.length) bytes; the first \(frame.bytes.count) of them were kept"))
    }

    private func cut(_ frame: RecordedFrame?) -> RecordedFrame? {
        // Of one that was imported as its payload alone, the length may be that of the whole frame.
        guard let frame, frame.payload == nil, frame.length > frame.bytes.count else { return nil }
        return frame
    }
}

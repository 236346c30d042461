import OCPP
import OCPPLog

/// The station boots with another firmware.
struct FirmwareChangedRule: FindingRule {
    static let about = RuleAbout(
        "firmware-changed", .note, "The firmware has changed",
        meaning: """
            The station booted with another version of its firmware than at the boot before. What is different since then may \
            come from it.
            """,
        checks: [
            "Compare the findings before and after: `is:error`.",
            "Was it planned? Look for UpdateFirmware.",
        ],
        specification: "OCPP 1.6 §5.19, §6.1", concern: .actions([.bootNotification]))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation, let before = memory.boots.last(where: { $0.firmware != nil }),
            let old = before.firmware, let new = StationBoot(read.entry)?.firmware, old != new
        else { return }
        let pointer = read.request.has("chargingStation") ? "/request/chargingStation" : "/request"
        report.add(
            Finding(
                Self.about, in: read.entry, "the firmware changed from \(Said.quoted(old)) to \(Said.quoted(new))",
                at: "\(pointer)/firmwareVersion", related: [before.entryID]))
    }
}

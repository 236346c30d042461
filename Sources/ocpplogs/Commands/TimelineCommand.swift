import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// `ocpplogs timeline`: what a charging station was over time.
struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Tells what a charging station was over time: states of its connectors, boots, faults, absences.",
        discussion: """
            Without --since and --until: the last day that is in the log. Three absences are kept apart: not connected, \
            silent (connected, and nothing for more than two heartbeat intervals), and not logged at the level in force. \
            Exit code 1: there is nothing of this station.

            Examples:
              ocpplogs timeline CP-7
              ocpplogs timeline CP-7 --since 2026-11-23 --until 2026-11-24
              ocpplogs timeline CP-7 --since 7d --json | jq '.faults'
            """)

    @Argument(help: "The identity of the charging station.")
    var charger: String

    @OptionGroup(title: "What") var stretch: StretchOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
        Terminal.ignoreHangUps()
        let (from, to) = try stretch.stretch(now: SystemTime.now())
        let meter = ProgressMeter(zone: stretch.tz, isQuiet: manner.quiet)
        let source = try await place.open(meter: meter)
        let watch = InterruptWatch { "ocpplogs: stopped" }
        defer { withExtendedLifetime(watch) {} }
        guard let (timeline, unreadable) = try await source.timeline(of: ChargerID(charger), from: from, to: to) else {
            try await source.endTellingLoss()
            throw CommandFailure(
                message: "ocpplogs: there is nothing of \(VisibleText.of(charger)) in \(source.name)",
                exitCode: ReadingSession.nothing)
        }
        if json {
            let bytes = Array((TimelineJSON.object(of: timeline, unreadable: unreadable).json + "\n").utf8)
            Terminal.write(Terminal.isOutput ? SafeJSON.bytes(bytes) : bytes)
        } else {
            let sheet = TimelineSheet(
                zone: stretch.tz, paint: manner.paint, today: stretch.tz.day(SystemTime.now()))
            Terminal.write(Array(sheet.text(timeline).utf8))
        }
        if timeline.omitted > 0 {
            manner.say(
                "\(Amount.of(timeline.omitted, "thing", "things")) more happened than is told; ask for a shorter time")
        }
        try await ReadingSession.tellMissing(unreadable, source)
    }
}

import ArgumentParser
import OCPP
import OCPPLog

/// `ocpplogs pins list`: the pinned entries.
struct PinsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the pinned entries, the newest pin first.",
        discussion: """
            An entry that retention took away is listed as no longer in the log; its pin can be removed.

            Examples:
              ocpplogs pins
              ocpplogs pins list --server http://127.0.0.1:8080 --json
            """)

    @OptionGroup(title: "Where") var place: PinPlace
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Flag(help: "One JSON object a line.")
    var json = false

    @Option(help: "The zone in which times are shown: local, UTC, +01:00, Europe/Berlin.")
    var tz = ShownZone.local

    func run() async throws {
        Terminal.ignoreHangUps()
        let pins = try await place.pins()
        guard !json else {
            return Terminal.write(pins.flatMap { $0 + Array("\n".utf8) })
        }
        guard !pins.isEmpty else { return manner.say("nothing is pinned") }
        let columns: [TextTable.Column] = [
            .init("id"), .init("time"), .init("charger"), .init("action"), .init("pinned"), .init("by"),
        ]
        let rows = try pins.map(row)
        Terminal.write(Array(TextTable(columns: columns, paint: manner.paint).text(rows).utf8))
    }

    private func row(_ json: [UInt8]) throws -> [String] {
        guard let members = try? JSONMembers(of: json), let pin = PinJSON.pin(in: json) else {
            throw CommandFailure.server("the list of pins cannot be read; is the server of another version?")
        }
        func text(_ name: String) -> String { VisibleText.of(members[name]?.text ?? "") }
        let action = text("action").isEmpty ? text("kind") : text("action")
        let what =
            members["datetime"]?.text.flatMap { Timestamp($0) }.map { [tz.full($0), text("charger_id"), action] }
            ?? ["", "", members["in_log"]?.token.kind == .null ? "not found" : "no longer in the log"]
        return [pin.entryID.description] + what + [tz.full(pin.since), VisibleText.of(pin.by)]
    }
}

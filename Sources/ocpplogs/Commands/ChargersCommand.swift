import ArgumentParser
import OCPP
import OCPPLog

/// `ocpplogs chargers`: the charging stations.
struct ChargersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chargers",
        abstract: "Lists the charging stations: when each was last heard, and what it said of itself when it booted.",
        discussion: """
            Whether a station is connected only its server knows: --server.

            Examples:
              ocpplogs chargers
              ocpplogs chargers --server http://127.0.0.1:8080
              ocpplogs chargers --json -n 1000 | jq -r 'select(.vendor == "Vestel") | .id'
            """)

    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Option(name: [.customShort("n"), .long], help: "At most so many charging stations.")
    var limit = 100

    @Flag(help: "One JSON object a line.")
    var json = false

    @Option(help: "The zone in which times are shown: local, UTC, +01:00, Europe/Berlin.")
    var tz = ShownZone.local

    func run() async throws {
        Terminal.ignoreHangUps()
        guard (1...100_000).contains(limit) else { throw CommandFailure.usage("-n is a number from 1 to 100,000") }
        let meter = ProgressMeter(zone: tz, isQuiet: manner.quiet)
        let source = try await place.open(meter: meter)
        let watch = InterruptWatch { "ocpplogs: stopped" }
        let found = try await source.chargers(limit: limit, meter: meter)
        withExtendedLifetime(watch) {}
        let shown = Array(found.prefix(limit))
        if json {
            Terminal.write(Array(shown.map { Self.object($0).json + "\n" }.joined().utf8))
        } else {
            Terminal.write(Array(table(shown).utf8))
        }
        if shown.isEmpty { manner.say("no charging station in \(source.name)") }
        if found.count > limit { manner.say("showing the first \(limit); more: -n \(limit * 10)") }
        try await source.endTellingLoss()
    }

    private func table(_ chargers: [ChargerFacts]) -> String {
        guard !chargers.isEmpty else { return "" }
        let columns: [TextTable.Column] = [
            .init("charger"), .init("site"), .init("state"), .init("last heard"), .init("version"), .init("vendor"),
            .init("model"), .init("firmware"),
        ]
        let rows = chargers.map { charger in
            [
                VisibleText.of(charger.id), VisibleText.of(charger.site),
                charger.isConnected.map { $0 ? "● online" : "○ offline" } ?? "",
                charger.lastSeen.map(tz.dayAndMinute) ?? "", charger.version ?? "",
                VisibleText.of(charger.vendor ?? ""), VisibleText.of(charger.model ?? ""),
                VisibleText.of(charger.firmware ?? ""),
            ]
        }
        return TextTable(columns: columns, paint: manner.paint).text(rows)
    }

    private static func object(_ charger: ChargerFacts) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("id", text: charger.id)
        object.add("site_id", text: charger.site)
        object.add("connected", json: charger.isConnected.map { $0 ? "true" : "false" } ?? "null")
        object.add("last_seen", text: charger.lastSeen?.description)
        object.add("version", text: charger.version)
        object.add("vendor", text: charger.vendor)
        object.add("model", text: charger.model)
        object.add("firmware", text: charger.firmware)
        return object
    }
}

import ArgumentParser
import OCPP
import OCPPLog

/// `ocpplogs sites`: the sites and how much of them is kept.
struct SitesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sites",
        abstract: "Lists the sites, their levels and which charging stations belong to them.",
        discussion: """
            Examples:
              ocpplogs sites
              ocpplogs sites --server http://127.0.0.1:8080 --json
            """)

    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Flag(help: "One JSON object a line.")
    var json = false

    @Option(help: "The zone in which times are shown: local, UTC, +01:00, Europe/Berlin.")
    var tz = ShownZone.local

    func run() async throws {
        Terminal.ignoreHangUps()
        let meter = ProgressMeter(zone: tz, isQuiet: manner.quiet)
        let source = try await place.open(meter: meter)
        let sites = try await source.siteFacts()
        if json {
            Terminal.write(Array(sites.map { Self.object($0).json + "\n" }.joined().utf8))
        } else {
            Terminal.write(Array(table(sites).utf8))
        }
        try await source.endTellingLoss()
    }

    private func table(_ sites: [SiteFacts]) -> String {
        let columns: [TextTable.Column] = [
            .init("site"), .init("name"), .init("level"), .init("until"), .init("chargers"),
        ]
        let rows = sites.map { site in
            [
                VisibleText.of(site.id), VisibleText.of(site.name), site.level ?? "",
                site.until.map(tz.dayAndMinute) ?? "", VisibleText.of(site.chargers.joined(separator: ", ")),
            ]
        }
        return TextTable(columns: columns, paint: manner.paint).text(rows)
    }

    private static func object(_ site: SiteFacts) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("id", text: site.id)
        object.add("name", text: site.name)
        object.add("level", text: site.level)
        object.add("level_from", text: site.levelFrom)
        object.add("until", text: site.until?.description)
        object.add("chargers", texts: site.chargers)
        return object
    }
}

import OCPP
import OCPPLog

/// What the page of charging stations shows.
struct ChargersPage: Sendable {
    /// So many are shown at once.
    static let most = 100

    /// A station as a row.
    struct Row: Sendable, Hashable {
        var url: String
        var charger: String
        var site: String
        /// Icon and words of the connection; nil where nobody knows of it.
        var icon: String?
        var connection: String?
        var tone: String?
        var moment: String?
        var lastSeen: String?
        var maker: String?
        var firmware: String?
        var version: String?

        init(_ station: StationDirectory.Station, settings: WebSettings, seen: MomentColumn) {
            url = Link.station(station.charger)
            charger = EntryWords.charger(station.charger, limit: 60)
            site = ShownText.of(settings.sites.name(of: station.site), limit: 48)
            if settings.presence != nil {
                let isConnected = station.connectedSince != nil
                icon = isConnected ? "●" : "○"
                tone = isConnected ? "ok" : "note"
                connection =
                    station.connectedSince.map { "Connected for \(Phrase.span(settings.now().since($0)))" }
                    ?? "Not connected"
            }
            moment = station.lastSeen?.description
            lastSeen = station.lastSeen.map(seen.text)
            maker = Self.maker(station.boot)
            firmware = station.boot?.firmware.map { ShownText.of($0, limit: 40) }
            version = station.version.flatMap { $0 == .unknown ? nil : $0.rawValue }
        }

        /// Maker and model; nil where the station said neither.
        static func maker(_ boot: StationBoot?) -> String? {
            let said = [boot?.vendor, boot?.model].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
            return said.isEmpty ? nil : ShownText.of(said, limit: 80)
        }
    }

    var frame: PageFrame
    var name: String
    var sites: [TimeChoice.Option]
    var connections: [TimeChoice.Option]
    var rows: [Row] = []
    /// The zone of the times of the last messages.
    var seenHead = ""
    var caption: String?
    var nextURL: String?
    var empty: EmptyLog?
    private let site: String?
    private let isConnected: Bool?

    init(_ question: StationDirectory.Question, name: String, settings: WebSettings, frame: PageFrame) {
        self.frame = frame
        self.name = name
        site = question.site
        isConnected = question.isConnected
        sites = TimeChoice.Option.sites(settings.sites, chosen: question.site ?? "")
        let kinds: [(value: String, label: String, kind: Bool?)] = [
            ("", "Any", nil), ("true", "Connected now", true), ("false", "Not connected now", false),
        ]
        connections = kinds.map { .init(value: $0.value, label: $0.label, isChosen: $0.kind == question.isConnected) }
    }

    mutating func show(_ stations: [StationDirectory.Station], next: ChargerID?, settings: WebSettings) {
        let seen = MomentColumn(stations.compactMap(\.lastSeen))
        seenHead = seen.head
        rows = stations.map { Row($0, settings: settings, seen: seen) }
        guard !rows.isEmpty else { return }
        caption = Phrase.count(rows.count, "charging station") + ", by identity"
        nextURL = next.map { charger in
            Link.to(
                "/chargers",
                [
                    ("charger", name.isEmpty ? nil : name), ("site", site),
                    ("connected", isConnected.map { $0 ? "true" : "false" }), ("after", charger.rawValue),
                ])
        }
    }
}

extension TimeChoice.Option {
    /// The sites as choices of a form; one that is asked for and not configured is among them.
    static func sites(_ sites: SiteDirectory, chosen: String) -> [TimeChoice.Option] {
        let known = sites.sites.map { site in
            TimeChoice.Option(
                value: site.id.rawValue, label: ShownText.of(site.name, limit: 60), isChosen: site.id.rawValue == chosen
            )
        }
        let isKnown = chosen.isEmpty || known.contains(where: \.isChosen)
        return [.init(value: "", label: "All sites", isChosen: chosen.isEmpty)] + known
            + (isKnown ? [] : [.init(value: chosen, label: ShownText.of(chosen, limit: 60), isChosen: true)])
    }
}

import Insights
import OCPP
import OCPPLog

/// All facts of a charging station under plain names; what is not known is left out.
enum ChargerFacts {
    /// What holds now.
    static func of(_ station: StationDirectory.Station, settings: WebSettings) -> [EntryPage.Fact] {
        let name = settings.sites.name(of: station.site)
        let level = settings.sitesInForce.first { $0.id == station.site }?.level
        return [
            fact("Connected since", station.connectedSince.map { "\(Phrase.stamp($0))" }),
            fact("Last message", station.lastSeen.map { "\(Phrase.stamp($0))" }),
            fact("Last boot", station.boot.map { "\(Phrase.stamp($0.datetime))" }),
            fact("Firmware", station.boot?.firmware),
            fact("OCPP version", station.version.flatMap { $0 == .unknown ? nil : $0.rawValue }),
            fact("Site", name, isCode: false),
            fact("Log level", level.map(words), isCode: false),
        ].compactMap(\.self)
    }

    /// What a stretch of time says.
    static func of(_ timeline: Timeline) -> [EntryPage.Fact] {
        [
            fact(
                "Boots", timeline.boots.isEmpty ? "none in this time" : "\(timeline.boots.count) in this time",
                isCode: false),
            fact("Heartbeat", timeline.heartbeatInterval.map { "every \(Phrase.seconds(String($0)))" }, isCode: false),
        ].compactMap(\.self)
    }

    /// What its own clock says.
    static func of(_ survey: ChargerSurvey) -> [EntryPage.Fact] {
        guard let offset = survey.clockOffset else { return [] }
        guard offset.magnitude >= 2_000_000 else {
            return [.init(name: "Clock", value: "less than 2 s off", isCode: false)]
        }
        let span = Phrase.span(offset < 0 ? 0 - max(offset, 1 - .max) : offset)
        return [.init(name: "Clock", value: "\(span) \(offset > 0 ? "ahead" : "behind")", isCode: false)]
    }

    private static func words(_ level: Level) -> String {
        switch level {
        case .none: "none: nothing of it is recorded"
        case .info: "info: no heartbeats and meter values"
        case .debug: "debug: everything"
        }
    }

    private static func fact(_ name: String, _ value: String?, isCode: Bool = true) -> EntryPage.Fact? {
        value.map { EntryPage.Fact(name: name, value: ShownText.of($0, limit: 200), isCode: isCode) }
    }
}

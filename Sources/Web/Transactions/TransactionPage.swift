import Insights
import OCPP
import OCPPLog

/// What the page of one transaction shows.
struct TransactionPage: Sendable {
    /// A flag and what it means.
    struct Flag: Sendable, Hashable {
        var label: String
        var sentence: String
    }

    var frame: PageFrame
    var icon: String
    var end: String
    var tone: String
    var heading: String
    var charger: String
    var chargerURL: String
    var connector: String?
    /// What happened, in a sentence or two.
    var sentence: String
    var flags: [Flag]
    var facts: [EntryPage.Fact]
    var links: [RelatedSearch]
    /// What rules found in its messages.
    var findings: [FindingGroup]
    var meter: MeterChart?
    /// Why there is no meter.
    var noMeter: String
    /// The states of its connector.
    var lanes: LaneChart?
    var rows: [ExchangeRows.Row] = []
    var caption = ""
    /// The zone of the times of the messages, and whether each says its offset.
    var (timeHead, isMixed) = ("", false)
    /// Whether reading ended before all of it was read.
    var isCut = false

    /// - Parameter level: the level at which it was recorded.
    init(_ found: TransactionTrace.Found, frame: PageFrame, sites: SiteDirectory, level: Level, now: Timestamp) {
        let one = found.transaction
        let mark = TransactionWords.mark(one)
        self.frame = frame
        (icon, end, tone) = (mark.icon, mark.word, mark.tone.rawValue)
        heading = TransactionWords.name(one)
        charger = EntryWords.charger(one.station.charger, limit: 200)
        chargerURL = Link.station(one.station.charger)
        connector = one.connector.map(\.words)
        sentence = Self.sentence(one, now: now)
        flags = one.flags.sorted().map {
            .init(label: TransactionWords.label($0), sentence: TransactionWords.sentence($0))
        }
        facts = TransactionFacts.of(one, sites: sites)
        links = Self.links(one)
        findings = FindingGroup.all(found.findings, linksEntry: true)
        meter = MeterChart(one)
        noMeter =
            level == .debug
            ? "No meter values were told while it ran."
            : "No meter values are in the log. MeterValues are recorded at the log level debug only; this was recorded at \(level.rawValue)."
    }

    /// Adds its messages.
    mutating func show(_ exchanges: ExchangeRows) {
        rows = exchanges.rows
        (timeHead, isMixed) = (exchanges.timeHead, exchanges.isMixed)
        caption =
            "Messages of the transaction, in the order of time"
            + (exchanges.omitted > 0 ? "; \(Phrase.grouped(exchanges.omitted)) more are in the log" : "")
    }

    /// Adds what its connector was.
    mutating func show(_ timeline: Timeline?, of one: Transaction) {
        guard let timeline, let connector = one.connector else { return }
        let chart = LaneChart(timeline, only: connector)
        if !chart.lanes.isEmpty { lanes = chart }
    }

    private static func sentence(_ one: Transaction, now: Timestamp) -> String {
        let energy = one.energy.map { "\(Phrase.kilo($0)) kWh" }
        switch one.end {
        case .ended:
            let length = one.duration.map { " in \(Phrase.span($0))" } ?? ""
            return
                "\(energy.map { "\($0) were taken\(length)" } ?? "It ended\(length.isEmpty ? "" : " after\(length.dropFirst(3))"); the energy is not known")."
        case .running:
            let since = one.start.map { " since \(Phrase.span(now.since($0.arrived)))" } ?? ""
            return "It runs\(since)\(energy.map { ", \($0) were taken so far" } ?? "")."
        case .neverStopped:
            return
                "Its end was never told: another one began at the connector, or the connector became free. "
                + "The last message may have been lost."
        case .stoppedWithoutStart:
            return "Its end was told, and its start was not seen in the day before."
        }
    }

    private static func links(_ one: Transaction) -> [RelatedSearch] {
        let charger = Query.charger(one.station.charger)
        let range = [
            ("from", one.arrived.map { $0.advanced(by: .seconds(-300)).description }),
            ("to", one.stop.map { $0.arrived.advanced(by: .seconds(300)).description }),
        ]
        var links: [RelatedSearch] = []
        if !one.id.isEmpty {
            let query = Query.and([charger, .literal(.tx, one.id)]).description
            links.append(.init(label: "Its messages in the log", url: Link.to("/logs", [("q", query)] + range)))
        }
        links.append(
            .init(
                label: "Everything the station said meanwhile",
                url: Link.to("/logs", [("q", charger.description)] + range)))
        links.append(
            .init(
                label: "Transactions of this station",
                url: Link.to("/transactions", [("charger", one.station.charger.rawValue), ("since", "")])))
        links.append(
            .init(
                label: "JSON",
                url: Link.to(
                    "/api/v1/transactions", [("charger", one.station.charger.rawValue), ("id", one.id)] + range)))
        return links
    }
}

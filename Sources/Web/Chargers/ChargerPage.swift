import Insights
import OCPP
import OCPPLog

/// What the page of one charging station shows.
struct ChargerPage: Sendable {
    var frame: PageFrame
    var charger: String
    /// Icon, word and tone of the connection; nil where nobody knows of it.
    var icon: String?
    var connection: String?
    var tone = "note"
    var sentence: String
    var links: [RelatedSearch] = []
    /// The other pages of the station.
    var tabs: [ChargerTab] = []
    var facts: [EntryPage.Fact]
    /// The address that the form leads to.
    var url: String
    var options: [TimeChoice.Option]
    var range: TimeFields
    /// `from … to …`; nil where the log has nothing of it.
    var stretch: String?
    var part: String?
    var connectors: [ConnectorRow] = [] {
        didSet { hasConnectors = !connectors.isEmpty }
    }
    private(set) var hasConnectors = false
    /// The zone of the times in the table of connectors.
    var sinceHead = ""
    var formula = Availability.formula
    var lanes: LaneChart?
    var findings: [FindingGroup] = []
    var rows: [TransactionRow] = []
    /// The zone of their starts.
    var startHead = ""
    /// What the table of transactions holds; nil where there are none.
    var caption: String?

    private let identity: ChargerID
    /// So many groups of findings are shown, the most serious.
    private static let mostGroups = 60

    init(_ station: StationDirectory.Station, _ time: TimeChoice, settings: WebSettings, frame: PageFrame) {
        self.frame = frame
        identity = station.charger
        charger = EntryWords.charger(station.charger, limit: 200)
        if settings.presence != nil {
            let isConnected = station.connectedSince != nil
            (icon, connection) = isConnected ? ("●", "Connected") : ("○", "Not connected")
            tone = isConnected ? "ok" : "note"
        }
        let firmware = station.boot?.firmware.map { ", firmware \(ShownText.of($0, limit: 60))" } ?? ""
        sentence =
            ChargersPage.Row.maker(station.boot).map { "\($0)\(firmware)." }
            ?? "It has not said what it is: no boot is in the log."
        facts = ChargerFacts.of(station, settings: settings)
        let path = Link.path(of: station.charger)
        url = path
        options = time.options.map { option in
            option.value.isEmpty
                ? .init(value: "", label: "Its last day in the log", isChosen: option.isChosen) : option
        }
        range = TimeFields(time) { Link.to(path, [("since", $0?.rawValue)]) }
        if !range.steps.isEmpty { range.steps[0].label = "Its last day in the log" }
        links = Self.links(station.charger, from: time.from, to: time.to)
        tabs = ChargerTab.all(of: station.charger, current: .overview, from: time.from, to: time.to)
    }

    /// Adds what its connectors were.
    mutating func show(_ timeline: Timeline) {
        stretch = Phrase.stretch(timeline.from, timeline.to)
        links = Self.links(identity, from: timeline.from, to: timeline.to)
        tabs = ChargerTab.all(of: identity, current: .overview, from: timeline.from, to: timeline.to)
        let since = MomentColumn(timeline.connectors.compactMap { $0.states.last?.from })
        connectors = timeline.connectors.map { ConnectorRow($0, from: timeline.from, since: since) }
        sinceHead = since.head
        if !timeline.connectors.isEmpty || !timeline.boots.isEmpty || !timeline.absences.isEmpty {
            lanes = LaneChart(timeline)
        }
        facts += ChargerFacts.of(timeline)
    }

    /// Adds what was found and its transactions.
    mutating func show(_ survey: ChargerSurvey, _ timeline: Timeline, now: Timestamp) {
        facts += ChargerFacts.of(survey)
        if lanes != nil { lanes = LaneChart(timeline, transactions: survey.transactions) }
        findings = survey.tally.rows.prefix(Self.mostGroups).map {
            FindingGroup($0.last, count: $0.count, severity: $0.severity, first: $0.first, linksEntry: true)
        }
        (rows, startHead) = TransactionRow.all(survey.transactions, now: now)
        guard !rows.isEmpty else { return }
        let count = Phrase.count(survey.transactionCount, "transaction")
        caption =
            survey.transactionCount > rows.count
            ? "The newest \(Phrase.grouped(rows.count)) of \(count)" : "\(count), the newest first"
    }

    /// Says so where not all was read.
    mutating func tellPart(_ reading: InsightReading) {
        guard !reading.isComplete else { return }
        let end = reading.reached.map { " up to \(Phrase.stamp($0))" } ?? ""
        part = "Findings and transactions were read\(end) only, since there is much. Choose a shorter time to see all."
    }

    private static func links(_ charger: ChargerID, from: Timestamp?, to: Timestamp?) -> [RelatedSearch] {
        let query = Query.charger(charger).description
        let range = [("from", from?.description), ("to", to?.description)]
        return [
            .init(label: "Its log in this time", url: Link.to("/logs", [("q", query)] + range)),
            .init(label: "All of its log", url: Link.logs(("q", query))),
            .init(
                label: "All its transactions",
                url: Link.to("/transactions", [("charger", charger.rawValue), ("since", "")])),
            .init(
                label: "Report for its maker", url: Link.to("/api/v1/report", [("charger", charger.rawValue)] + range)),
            .init(
                label: "JSON of the timeline",
                url: Link.to("/api/v1/timeline", [("charger", charger.rawValue)] + range)),
        ]
    }
}

import Insights
import OCPP
import OCPPLog

/// The page of what a charging station is set to.
struct ConfigurationPage: Sendable {
    /// So many settings are shown, and so many changes.
    static let (mostSettings, mostChanges) = (500, 200)

    var frame: PageFrame
    var charger: String
    var tabs: [ChargerTab]
    /// The address that the form leads to.
    var url: String
    var options: [TimeChoice.Option]
    var range: TimeFields
    /// A part of the names that are shown.
    var key: String
    var rows: [SettingRow] = []
    /// What the table of settings holds; nil where there is none.
    var caption: String?
    var changes: [SettingChangeRow] = []
    /// The zones of the columns of times.
    var (readHead, changedHead, whenHead) = ("", "", "")
    /// What the table of changes holds; nil where there is none.
    var changesCaption: String?
    /// What is to be known of the tables.
    var notes: [String] = []
    /// Said when not all was read.
    var part: String?
    var empty: EmptyLog?
    /// The same as JSON, and the messages that it was read from.
    var links: [RelatedSearch]

    init(_ question: ConfigurationQuestion, frame: PageFrame) {
        self.frame = frame
        let time = question.time
        charger = EntryWords.charger(question.charger, limit: 200)
        tabs = ChargerTab.all(of: question.charger, current: .configuration, from: time.from, to: time.to)
        url = question.path
        options = time.options
        range = TimeFields(time, url: question.url)
        key = question.key
        let stretch = [("from", time.from?.description), ("to", time.to?.description)]
        links = [
            RelatedSearch(
                label: "The messages that tell it",
                url: Link.to("/logs", [("q", ConfigurationAsking.query(question.charger).description)] + stretch)),
            RelatedSearch(
                label: "As JSON",
                url: Link.to("/api/v1/configuration", [("charger", question.charger.rawValue)] + stretch)),
        ]
    }

    /// Adds what was found.
    mutating func show(_ found: ConfigurationAsking.Found, of question: ConfigurationQuestion) {
        if found.unreadable > 0 { frame.notices.append(HealthNotice(unreadable: found.unreadable)) }
        let configuration = found.configuration
        let settings = configuration.settings.filter { $0.name.contains(question.key) }
        let shown = settings.prefix(Self.mostSettings)
        let columns = (
            read: MomentColumn(shown.compactMap { $0.read?.time }),
            changed: MomentColumn(shown.compactMap { $0.changed?.time })
        )
        (readHead, changedHead) = (columns.read.head, columns.changed.head)
        rows = shown.map { SettingRow($0, columns) }
        let changed = configuration.changes.filter { $0.name.contains(question.key) }
        let times = MomentColumn(changed.prefix(Self.mostChanges).map(\.time))
        whenHead = times.head
        changes = changed.prefix(Self.mostChanges).map { SettingChangeRow($0, times) }
        if !rows.isEmpty {
            let count = Phrase.tally(settings.count, "setting")
            caption = settings.count > rows.count ? "The first \(Phrase.grouped(rows.count)) of \(count)" : count
            if let read = configuration.lastRead { caption? += ", last read \(Phrase.stamp(read.time))" }
        }
        if !changes.isEmpty {
            // What was read and not kept is counted only where no name is looked for.
            let total = question.key.isEmpty ? configuration.changeCount : changed.count
            let count = Phrase.tally(total, "change")
            changesCaption =
                total > changes.count
                ? "The newest \(Phrase.grouped(changes.count)) of \(count)" : "\(count), the newest first"
        }
        if configuration.isCut {
            notes.append(
                "It has more settings than the \(Phrase.grouped(StationConfiguration.mostSettings)) that are kept.")
        }
        if let report = configuration.report { notes.append(Self.words(report)) }
        if configuration.unreadable > 0 {
            let count = Phrase.tally(configuration.unreadable, "message")
            notes.append(
                "\(count) with settings \(configuration.unreadable == 1 ? "was" : "were") too long to be kept.")
        }
        part = found.readBackTo.map { moment in
            "The messages were read back to \(Phrase.stamp(moment)), since there is much. What was told before is not "
                + "among them; choose a time that ends earlier to see it."
        }
    }

    /// Says why there is nothing, and what to do.
    /// - Parameter level: the one in force at the station's site.
    mutating func explain(
        _ found: ConfigurationAsking.Found, of question: ConfigurationQuestion, level: Level?
    ) {
        guard rows.isEmpty, changes.isEmpty else { return }
        var steps: [EmptyLog.Step] = []
        if question.time != .always { steps.append(.init(label: "At any time", url: question.url(since: nil))) }
        let configuration = found.configuration
        guard configuration.settings.isEmpty, configuration.changes.isEmpty else {
            steps.insert(.init(label: "Show all settings", url: question.unfilteredURL), at: 0)
            empty = EmptyLog(
                title: "No such setting",
                sentences: ["None has \(ShownText.of(question.key, limit: 80)) in its name."], steps: steps)
            return
        }
        var sentences = [
            found.readBackTo == nil
                ? "No GetConfiguration, GetVariables or NotifyReport with values was seen \(question.time.words)."
                : "No message with values was found yet."
        ]
        if let level, level < .debug {
            sentences.append(
                "At log level \(level.rawValue), which is in force at its site, these messages are not recorded. Set the "
                    + "site to debug for an hour, and have the configuration read again.")
            steps.append(.init(label: "Set the level", url: Link.to("/settings", [])))
        } else {
            sentences.append(
                "Let its CSMS ask for it: GetConfiguration without keys in OCPP 1.6, GetBaseReport with FullInventory in 2.x."
            )
        }
        empty = EmptyLog(title: "The configuration is not known", sentences: sentences, steps: steps)
    }

    private static func words(_ report: SettingReport) -> String {
        let parts = Phrase.tally(report.parts, "part")
        let state =
            report.missing > 0
            ? "\(Phrase.grouped(report.missing)) missing" : report.isEnded ? "complete" : "its end has not come"
        return
            "Its last report (request \(report.requestID)) of \(Phrase.stamp(report.stamp.time)) has \(parts): \(state)."
    }
}

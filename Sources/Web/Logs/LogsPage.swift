import OCPP
import OCPPLog

/// What the page of the log shows.
struct LogsPage: Sendable {
    var frame: PageFrame
    /// The text in the search bar, as it was typed.
    var text: String
    var options: [TimeChoice.Option]
    /// The stretch of time that is none of the choices.
    var range: TimeFields
    /// What the form keeps: how the page looks.
    var kept: [HiddenField]
    /// The terms of the query one by one; nil where there are none.
    var pills: QueryPills?
    var hints: [QueryHintView] = []
    var presets: [Preset] = []
    /// The keys that can be asked for.
    var keys: [String]
    var fault: QueryFaultView?
    var histogram: LogHistogram?
    var facets: LogFacets?
    /// Said where the time for counting was up.
    var uncounted: Uncounted?
    var table: LogTable?
    var tools: LogTools?
    /// The place from which on the stream tells what this page does not show; nil where nothing can be followed.
    var liveFrom: String?
    /// What is said when nothing was found.
    var empty: EmptyLog?

    /// The terms of the query one by one.
    struct QueryPills: Sendable, Hashable {
        var pills: [QueryPillView]
    }

    /// That something was not counted, and the way to have it counted.
    struct Uncounted: Sendable, Hashable {
        var sentence: String
        var url: String?
    }

    /// The page before anything was looked for.
    init(_ question: LogsQuestion, frame: PageFrame) {
        self.frame = frame
        let zone = question.look.zone
        text = question.text
        options = question.time.options(in: zone)
        range = TimeFields(question)
        kept = HiddenField.all(
            question.pageParameters, without: ["q", "since", "from", "to", "cursor", "tz", "more", "counts"])
        keys = Field.all.map { "\($0.name):" }
        presets = Preset.all(question, counts: nil)
    }

    /// The page with how its query is read.
    mutating func show(_ reading: QueryReading, of question: LogsQuestion) {
        let views = reading.pills.map { QueryPillView($0, question) }
        pills = views.isEmpty ? nil : QueryPills(pills: views)
        hints = reading.hints.map { QueryHintView($0, question) }
    }

    /// The page with what was found.
    mutating func show(
        _ page: Page, of question: LogsQuestion, settings: WebSettings, now: Timestamp, pinned: EntryIDs
    ) {
        if page.unreadable > 0 { frame.notices.append(HealthNotice(unreadable: page.unreadable)) }
        guard !page.entries.isEmpty else { return }
        tools = LogTools(question, formats: settings.formats, now: now)
        table = LogTable(page, of: question, sites: settings.sites, now: now, pinned: pinned)
    }

    /// The page with what was counted.
    mutating func show(_ counts: LogCounts, query: Query, of question: LogsQuestion, settings: WebSettings) {
        let marks = LevelMark.all(settings.levels, sites: settings.sites, zone: question.look.zone)
        presets = Preset.all(question, counts: counts.presets, pinned: counts.pinned)
        // Of a search that finds nothing at any time there is nothing to draw.
        if let counted = counts.histogram, counted.sum.total > 0 || question.time != .always {
            histogram = LogHistogram(counted, question, levels: marks, gaps: counts.gaps)
        }
        facets = counts.facets.map { LogFacets($0, question, query: query, sites: settings.sites) }
        if facets != nil { frame.skips.append(PageFrame.Skip(id: "facets", label: "Skip to values of fields")) }
        guard counts.isPartial else { return }
        var look = question.look
        look.countsAll = true
        uncounted =
            question.look.countsAll
            ? Uncounted(
                sentence: "Counting took more than 8 seconds. A shorter time or fewer words are counted sooner.")
            : Uncounted(sentence: "Counting takes a while here.", url: question.url(look: look))
    }
}

/// A field of a form that is not shown.
struct HiddenField: Sendable, Hashable {
    var name: String
    var value: String

    /// The parameters of an address as fields.
    static func all(_ parameters: [(name: String, value: String?)], without left: [String]) -> [HiddenField] {
        parameters.compactMap { name, value in
            left.contains(name) ? nil : value.map { HiddenField(name: name, value: $0) }
        }
    }
}

import OCPP
import OCPPLog

/// A search that is one click away.
struct Preset: Sendable, Hashable {
    var label: String
    /// What it searches for.
    var query: String
    var url: String
    var isChosen: Bool
    /// How many entries of this time it finds; nil where that is not known.
    var count: String?

    /// All of them; the last one changes the query that is there, and says so in it.
    /// - Parameter pinned: how many entries are pinned; nil where nothing is.
    static func all(_ question: LogsQuestion, counts: PresetCounts?, pinned: PinnedCount? = nil) -> [Preset] {
        searches.map { search in
            Preset(
                label: search.label, query: search.query, url: question.url(query: search.query),
                isChosen: search.query == question.text, count: counts?[search].map(Phrase.grouped))
        } + [pinned.map { Preset.pinned(question, $0) }, hideRoutine(question)].compactMap(\.self)
    }

    /// The searches, each of values of one field.
    static let searches = [
        Search("Errors", .severity, ["error"]), Search("No answer", .kind, ["unanswered"]),
        Search("Boots", .action, [Action.bootNotification.rawValue]),
        Search("Status changes", .action, [Action.statusNotification.rawValue]),
        Search("Authorisation", .action, [Action.authorize.rawValue]),
        Search(
            "Smart charging", .action,
            [
                "SetChargingProfile", "ClearChargingProfile", "GetCompositeSchedule", "GetChargingProfiles",
                "ReportChargingProfiles", "NotifyChargingLimit", "ClearedChargingLimit", "NotifyEVChargingNeeds",
                "NotifyEVChargingSchedule",
            ]),
    ]

    /// What a preset searches for.
    struct Search: Sendable, Hashable {
        var label: String
        var field: Field
        var values: [String]

        init(_ label: String, _ field: Field, _ values: [String]) {
            self.label = label
            self.field = field
            self.values = values
        }

        var query: String { Query.literal(field, values).description }
    }

    private static func pinned(_ question: LogsQuestion, _ count: PinnedCount) -> Preset {
        let query = PinnedCount.query.description
        return Preset(
            label: "Pinned", query: query, url: question.url(query: query), isChosen: query == question.text,
            count: count.entries.map(Phrase.grouped))
    }

    private static let routine = EntryMark.routine.rawValue

    private static func hideRoutine(_ question: LogsQuestion) -> Preset? {
        guard let edit = FacetEdit(question.text) else { return nil }
        let isHidden = edit.state(of: .is, routine) == false
        let query = edit.setting(.is, routine, to: isHidden ? nil : false)
        return Preset(
            label: isHidden ? "Show routine" : "Hide routine", query: "-is:\(routine)", url: question.url(query: query),
            isChosen: false)
    }
}

/// How many pinned entries there are, where there is a pin.
struct PinnedCount: Sendable, Hashable {
    /// Nil where counting took too long.
    var entries: Int?

    /// What finds them.
    static let query = Query.literal(.is, EntryMark.pinned.rawValue)
}

/// How many entries presets find.
struct PresetCounts: Sendable, Hashable {
    private var counts: [Field: [String: Int]]

    /// The fields whose values tell it.
    static let fields: [Field] = [.severity, .kind, .action]

    init(_ facets: [Facet]) {
        counts = Dictionary(
            facets.map { facet in
                (facet.field, Dictionary(facet.values.map { ($0.text, $0.count) }, uniquingKeysWith: +))
            }, uniquingKeysWith: { first, _ in first })
    }

    subscript(search: Preset.Search) -> Int? {
        counts[search.field].map { values in search.values.reduce(0) { $0 + (values[$1] ?? 0) } }
    }
}

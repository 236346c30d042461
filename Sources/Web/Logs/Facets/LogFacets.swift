import OCPP
import OCPPLog

/// The values of fields beside the table, each with what it would find and the query with it.
struct LogFacets: Sendable, Hashable {
    /// One field.
    struct Group: Sendable, Hashable {
        var key: String
        var label: String
        /// The values as HTML.
        var values: Markup
        /// The page with more values of this field; nil where all are listed.
        var moreURL: String?
        var more: String
        /// What stands in place of values.
        var note: String?
        var isOpen: Bool
    }

    /// One value.
    struct Value: Sendable, Hashable {
        var text: String
        var count: String
        var isChosen: Bool
        var isExcluded: Bool
        /// What a click does, for those who hear it.
        var act: String
        var toggleURL: String
        var excludeURL: String
        var excludeAct: String
    }

    /// The fields, in their order.
    static let fields: [Field] = [
        .severity, .action, .site, .charger, .connector, .status, .result, .error, .source, .version, .kind, .finding,
    ]
    /// So many values are listed of each field.
    private static let shown = 6
    /// So many of the one of which more are asked for.
    private static let shownMore = 200

    var groups: [Group]

    /// Counts the values of each field in the entries that match without its own filter.
    static func count(_ selection: Selection, _ counting: any EntryCounting) async throws -> [Facet] {
        let edit = FacetEdit(selection.query)
        let asked = fields.filter(edit.asks)
        let others = fields.filter { !asked.contains($0) }
        let selections = [(selection.query, others)] + asked.map { (edit.without($0), [$0]) }
        let found = try await withThrowingTaskGroup(of: [Facet].self) { group in
            for (query, fields) in selections where !fields.isEmpty {
                var selection = selection
                selection.query = query
                group.addTask { [selection] in
                    try await counting.facets(selection, fields: fields, limit: shownMore).counts
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return fields.compactMap { field in found.first { $0.field == field } }
    }

    init(_ facets: [Facet], _ question: LogsQuestion, query: Query, sites: SiteDirectory) {
        let edit = FacetEdit(query)
        groups = facets.compactMap { facet in
            let group = Group(facet, edit, question, sites: sites)
            return group.values.isEmpty && group.note == nil ? nil : group
        }
    }
}

extension LogFacets.Group {
    fileprivate init(_ facet: Facet, _ edit: FacetEdit, _ question: LogsQuestion, sites: SiteDirectory) {
        let field = facet.field
        let isWhole = question.look.more == field
        let most = isWhole ? LogFacets.shownMore : LogFacets.shown
        // What is asked for is listed, however rare it is.
        let named = edit.named(field).filter { name in !facet.values.prefix(most).contains { $0.text == name } }
        let missing = named.map { name in
            facet.values.first { $0.text == name } ?? Facet.Value(name, count: 0)
        }
        values = Markup(
            (missing + facet.values.prefix(most)).map { value in
                LogFacets.Value(value, field, edit, question, sites: sites).markup
            })
        key = field.name
        label = EntrySentence.capital(field == .charger ? "charging station" : field.name)
        isOpen = isWhole || edit.asks(field) || Self.usual.contains(field)
        let rest = facet.values.count + facet.more - min(most, facet.values.count)
        more = "\(Phrase.grouped(rest)) more"
        if facet.more >= Facet.mostValues {
            note = "Too many values to list."
        } else if rest > 0, !isWhole {
            var look = question.look
            look.more = field
            moreURL = question.url(look: look) + "#facet-\(field.name)"
        } else if rest > 0 {
            note = "\(more): narrow the search to see them."
        }
    }

    /// The fields whose values are in sight without a click.
    private static let usual: [Field] = [.severity, .action, .site, .charger, .status, .result]
}

extension LogFacets.Value {
    fileprivate init(
        _ value: Facet.Value, _ field: Field, _ edit: FacetEdit, _ question: LogsQuestion, sites: SiteDirectory
    ) {
        let name = field == .site ? sites.name(of: SiteID(value.text)) : value.text
        text = ShownText.of(name.isEmpty ? "(empty)" : name, limit: 60)
        count = Phrase.grouped(value.count)
        let state = edit.state(of: field, value.text)
        isChosen = state == true
        isExcluded = state == false
        act = isChosen ? "Do not ask for" : isExcluded ? "Do not exclude" : "Ask for"
        toggleURL = question.url(query: edit.setting(field, value.text, to: state == nil ? true : nil))
        excludeURL = question.url(query: edit.setting(field, value.text, to: isExcluded ? true : false))
        excludeAct = isExcluded ? "Ask for" : "Exclude"
    }

    fileprivate var markup: Markup {
        let style: Markup = isExcluded ? " class=\"excluded\"" : ""
        let current: Markup = isChosen ? " aria-current=\"true\"" : ""
        return """
            <li\(style)><a class="value" href="\(toggleURL)" title="\(act) \(text)"\(current)>\
            <span class="check" aria-hidden="true">\(sign)</span><span class="hidden">\(act) </span>\
            <span class="name">\(text)</span></a><span class="count">\(count)</span>\
            <a class="not" href="\(excludeURL)" title="\(excludeAct) \(text)"><span aria-hidden="true">⊖</span>\
            <span class="hidden">\(excludeAct) \(text)</span></a></li>

            """
    }

    private var sign: String { isChosen ? "☑" : isExcluded ? "☒" : "☐" }
}

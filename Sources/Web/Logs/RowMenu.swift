import OCPP
import OCPPLog

/// What can be looked for from a row of the log, one click away.
struct RowMenu: Sendable, Hashable {
    var links: [Link]

    /// A search that is one click away.
    struct Link: Sendable, Hashable {
        var label: String
        var url: String
        /// The key that follows it from its row; nil where none does.
        var key: String?
    }

    /// So long before and after an entry is "around" it.
    private static let around = Duration.seconds(300)

    /// The menu of an entry's row; its links keep the look of the page.
    init(_ entry: Entry, _ question: LogsQuestion) {
        let charger = Query.charger(entry.chargerID)
        func same(_ what: String, _ terms: [Query] = []) -> Link {
            Link(label: "Same \(what)", url: question.url(query: Query.and([charger] + terms).description))
        }
        let stretch = TimeChoice(
            from: entry.datetime.advanced(by: .zero - Self.around), to: entry.datetime.advanced(by: Self.around))
        var near = question
        near.text = charger.description
        near.look.folds = false
        links = [
            Link(label: "Show around this", url: near.url(time: stretch) + "#e-\(entry.id)", key: "u"),
            same("charging station"),
        ]
        let place = [(Field.evse, entry.evseID), (.connector, entry.connectorID)].compactMap { field, number in
            number.map { Query.field(field, [.number($0)]) }
        }
        if !place.isEmpty { links.append(same("connector", place)) }
        if let id = entry.transactionID { links.append(same("transaction", [.literal(.tx, id)])) }
        if let action = entry.action?.rawValue, !action.isEmpty {
            guard let asked = FacetEdit(question.text) else { return }
            let only = FacetEdit(asked.without(.action)).setting(.action, action, to: true)
            let without = asked.setting(.action, action, to: false)
            links.append(Link(label: "Only this action", url: question.url(query: only)))
            links.append(Link(label: "Without this action", url: question.url(query: without), key: "x"))
        }
    }
}

import OCPP
import OCPPLog

/// A search for what belongs to an entry.
struct RelatedSearch: Sendable, Hashable {
    var label: String
    var url: String

    /// So long before and after an entry is "around" it.
    private static let around = Duration.seconds(300)

    /// The searches that make sense for an entry.
    static func all(of entry: Entry) -> [RelatedSearch] {
        let charger = Query.charger(entry.chargerID)
        let from = entry.datetime.advanced(by: .zero - around)
        let to = entry.datetime.advanced(by: around)
        var searches = [
            RelatedSearch(label: "This charging station", url: Link.logs(("q", charger.description))),
            RelatedSearch(
                label: "Five minutes before and after",
                url: Link.logs(("q", charger.description), ("from", from.description), ("to", to.description))),
        ]
        if let whole = transaction(of: entry) { searches.append(whole) }
        func add(_ label: String, _ field: Field, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            let query = Query.and([charger, .literal(field, value)])
            searches.append(RelatedSearch(label: label, url: Link.logs(("q", query.description))))
        }
        add("This transaction", .tx, entry.transactionID)
        add("This unique id", .id, entry.uniqueID?.rawValue)
        add("This id tag", .tag, entry.idTag)
        add("This action", .action, entry.action?.rawValue)
        return searches
    }

    /// The page of the transaction that a message is part of.
    private static func transaction(of entry: Entry) -> RelatedSearch? {
        switch entry.action {
        case .startTransaction?, .stopTransaction?, .transactionEvent?: break
        case .meterValues? where entry.transactionID != nil: break
        default: return nil
        }
        return RelatedSearch(label: "The whole transaction", url: Link.to("/transactions/\(entry.id)", []))
    }
}

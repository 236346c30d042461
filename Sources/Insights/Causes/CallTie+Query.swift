import OCPP
import OCPPLog

extension CallTie {
    /// What is found without a look into payloads.
    private static let fields: [String: Field] = [
        "idTag": .tag, "transactionId": .tx, "transactionInfo.transactionId": .tx,
    ]

    /// Finds what may stand at one end; refused calls among them.
    /// - Parameter id: what ties both ends; nil where nothing does, or where it is not known.
    func entries(at end: End, naming id: String?) -> Query {
        let asked = end == .call ? Self.field(at: "requestedMessage", requested) : []
        return .and([.action(action(at: end))] + asked + Self.field(at: place(at: end), id))
    }

    private static func field(at place: String?, _ word: String?) -> [Query] {
        guard let place, let word, let field = fields[place] ?? Field.named("request.\(place)") else { return [] }
        return [.literal(field, word)]
    }
}

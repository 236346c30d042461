import OCPP
import OCPPLog

extension CallTie {
    /// What is found without a look into payloads.
    private static let fields: [String: Field] = [
        "idTag": .tag, "transactionId": .tx, "transactionInfo.transactionId": .tx,
    ]

    /// Finds calls, refused ones among them.
    /// - Parameter id: what ties them to a message; nil where nothing does.
    func calls(naming id: String?) -> Query {
        .and(
            [.action(call)] + Self.field(at: "requestedMessage", requested)
                + Self.field(at: place(isCall: true), id))
    }

    /// Finds messages.
    func messages(naming id: String?) -> Query {
        .and([.action(message)] + Self.field(at: place(isCall: false), id))
    }

    private static func field(at place: String?, _ word: String?) -> [Query] {
        guard let place, let word, let field = fields[place] ?? Field.named("request.\(place)") else { return [] }
        return [.literal(field, word)]
    }
}

import OCPP

extension Answer {
    /// TransactionEvent (2.x): a word on the id token only when one was sent (OCPP 2.0.1 Part 2, E01 and E03).
    static let transactionEvent = Answer(to: .transactionEvent) { call in
        .object(call.fields.idTag.map { [call.idTagInfo($0)] } ?? [])
    }
}

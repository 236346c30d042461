import OCPP

extension Answer {
    /// StartTransaction (1.6): the next transaction id, and what the policy knows of the id tag. A transaction that is not
    /// authorised has an id too: it has begun, and the station decides how it ends (1.6 §5.11).
    static let startTransaction = Answer(to: .startTransaction) { call in
        .object([
            JSONValue.Member(name: "transactionId", value: .number(call.settings.transactionNumbers.next())),
            call.idTagInfo(call.fields.idTag ?? ""),
        ])
    }
}

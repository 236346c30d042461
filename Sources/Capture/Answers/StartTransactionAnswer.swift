import OCPP

extension Answer {
    /// StartTransaction (1.6): accepted, under the next transaction id.
    static let startTransaction = Answer(to: .startTransaction) { call in
        [
            "transactionId": .number(call.settings.transactionNumbers.next()),
            "idTagInfo": ["status": "Accepted"],
        ]
    }
}

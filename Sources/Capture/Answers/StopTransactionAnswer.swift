import OCPP

extension Answer {
    /// StopTransaction (1.6): a word on the id tag only when one was sent.
    static let stopTransaction = Answer(to: .stopTransaction) { call in
        call.fields.idTag == nil ? .empty : ["idTagInfo": ["status": "Accepted"]]
    }
}

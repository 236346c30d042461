import OCPP

extension Answer {
    /// StopTransaction (1.6): a word on the id tag only when one was sent.
    static let stopTransaction = Answer(to: .stopTransaction) { call in
        .object(call.fields.idTag.map { [call.idTagInfo($0)] } ?? [])
    }
}

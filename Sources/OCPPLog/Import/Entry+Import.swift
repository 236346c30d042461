public import OCPP

extension Entry {
    /// Makes of what a foreign log says what recording it here would have made: takes over what the payloads say, finds the
    /// level of the action, masks secrets.
    ///
    /// What the foreign log says of connector and EVSE comes first: it may know it from another entry. Of transaction and id
    /// tag the payloads come first.
    /// - Parameters:
    ///   - request: what the payload of its request says; nothing where there is none.
    ///   - response: what the payload of its response says; nothing where there is none.
    public mutating func completeImport(request: PayloadFields, response: PayloadFields) {
        if kind != .malformed {
            let stated = (connectorID, evseID, transactionID, idTag)
            take(requestFields: request)
            take(responseFields: response)
            connectorID = stated.0 ?? connectorID
            evseID = stated.1 ?? evseID
            transactionID = transactionID ?? stated.2
            idTag = idTag ?? stated.3
            if self.request != nil || level == nil { level = action.map { LevelRule.level(of: $0, fields: request) } }
        }
        Redactor.redact(&self)
    }

    /// Masks the secrets of an entry that never came through the recorder, as the recorder would have.
    public mutating func maskSecrets() {
        Redactor.redact(&self)
    }
}

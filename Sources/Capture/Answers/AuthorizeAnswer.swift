import OCPP

extension Answer {
    /// Authorize: every id tag is accepted; who may charge is for a real CSMS to decide.
    static let authorize = Answer(to: .authorize) { call in
        [call.version == .v16 ? "idTagInfo" : "idTokenInfo": ["status": "Accepted"]]
    }
}

import OCPP

extension Answer {
    /// Authorize: what the policy knows of the id tag. One that was left out is none that is known.
    static let authorize = Answer(to: .authorize) { call in
        .object([call.idTagInfo(call.fields.idTag ?? "")])
    }
}

import OCPP

extension ChargerCall {
    /// What is said of an id tag: `idTagInfo` of 1.6, `idTokenInfo` of 2.x.
    ///
    /// 2.x has a start button without any token (`NoAuthorization`), which the list does not know: it is accepted (C02).
    func idTagInfo(_ id: String) -> JSONValue.Member {
        let tag = fields.idTokenType == "NoAuthorization" ? IDTagPolicy.IDTag(id: id) : settings.idTags.tag(id)
        var info = [JSONValue.Member(name: "status", value: .text(tag.status(at: now).word(in: version)))]
        if let expiry = tag.expiry {
            info.append(.init(name: version == .v16 ? "expiryDate" : "cacheExpiryDateTime", value: .time(expiry)))
        }
        if let parent = tag.parent {
            info.append(
                version == .v16
                    ? .init(name: "parentIdTag", value: .text(parent))
                    // A group is the CSMS's own word, so its type is that of tokens which a CSMS invents.
                    : .init(name: "groupIdToken", value: ["idToken": .text(parent), "type": "Central"]))
        }
        return JSONValue.Member(name: version == .v16 ? "idTagInfo" : "idTokenInfo", value: .object(info))
    }
}

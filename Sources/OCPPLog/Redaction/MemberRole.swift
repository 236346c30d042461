/// What a member of a JSON object is to the search for secrets, by its name and by what it lies in. Letter case is not looked at.
enum MemberRole {
    case other
    /// The name alone says that all in it is secret.
    case secret
    /// A configuration key, whose name says whether the value beside it is secret.
    case key
    /// The `name` of a 2.x variable.
    case variableName
    case value
    case type
    case idToken
    case vpn
    case variable
    case variableAttribute

    /// - Parameter container: what the object is that holds the member.
    init(of name: String, inside container: MemberRole) {
        let folded = CaseFolding.fold(name)
        if container == .secret || SecretNames.isSecretMember(folded)
            || (container == .vpn && (folded == "key" || folded == "user"))
        {
            self = .secret
        } else if let known = Self.byName[folded] {
            self = known
        } else if folded == "name", container == .variable {
            self = .variableName
        } else {
            // A list or an object in the place of a value is a value with all that is in it.
            self = container == .value || container == .idToken ? container : .other
        }
    }

    private static let byName: [String: MemberRole] = [
        "key": .key, "value": .value, "attributevalue": .value, "actualvalue": .value, "type": .type,
        "idtoken": .idToken, "vpn": .vpn, "variable": .variable, "variableattribute": .variableAttribute,
    ]
}

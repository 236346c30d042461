/// Which names announce a secret: configuration keys, 2.x variables and JSON members.
public enum SecretNames {
    /// Whether the value of a configuration key or variable is a secret: `AuthorizationKey`, `BasicAuthPassword`, `wifi_pwd` …
    ///
    /// Short words count only as whole words of a name, so that `WebSocketPingInterval` and `GetConfigurationMaxKeys` stay
    /// readable (OCPP 1.6 security whitepaper §7.2; components of OCPP 2.x Part 2, appendix 3).
    public static func isSecretKey(_ name: String) -> Bool {
        let folded = CaseFolding.fold(name)
        if exactKeys.contains(folded) || containsSecretWord(folded) { return true }
        return words(of: name).contains { shortWords.contains($0) }
    }

    /// Whether a JSON member of this name holds a secret wherever it stands.
    static func isSecretMember(_ name: String) -> Bool {
        let folded = CaseFolding.fold(name)
        return exactMembers.contains(folded) || containsSecretWord(folded)
    }

    /// Whether a name with a suspicious word is that of a JSON member which is in many messages and tells of no secret.
    static func isOrdinaryMember(_ name: String) -> Bool {
        ordinaryMembers.contains(CaseFolding.fold(name))
    }

    /// Whether a query item of a URL holds a secret.
    static func isSecretQueryItem(_ name: String) -> Bool {
        let folded = CaseFolding.fold(name)
        return queryItems.contains(folded) || isSecretKey(name) || folded.hasSuffix("-signature")
            || folded.hasSuffix("-credential")
    }

    /// Texts that make a message suspicious which is no JSON and so cannot be read by its structure. Where JSON stands in a
    /// string, a backslash comes before the quote.
    static let markers: [[UInt8]] = [
        "authorizationkey", "password", "passwd", "passphrase", "secret", "keycode", "simpin", "apnusername", "vpnkey",
        "vpnuser", "\"vpn\"", "\"vpn\\", "exiresponse",
    ].map { Array($0.utf8) }

    /// Names that are secret as they are, and names whose words nothing keeps apart.
    private static let exactKeys: Set<String> = [
        "authorizationkey", "vpnuser", "vpnkey", "apnusername", "simpin", "apikey", "authkey", "accesskey", "masterkey",
        "privatekey", "sharedkey", "wifikey", "apitoken", "authtoken", "accesstoken", "refreshtoken",
    ]
    private static let exactMembers: Set<String> = [
        "authorizationkey", "apnusername", "simpin", "exiresponse", "psk", "pwd", "apikey", "api_key", "accesstoken",
        "access_token", "privatekey", "private_key",
    ]
    private static let ordinaryMembers: Set<String> = [
        "key", "configurationkey", "unknownkey", "idtoken", "idtokeninfo", "groupidtoken", "additionalidtoken",
    ]
    private static let shortWords: Set<String> = ["key", "pin", "pwd", "psk", "token"]
    private static let queryItems: Set<String> = [
        "sig", "signature", "auth", "code", "credential", "access", "apikey", "pass",
    ]

    private static let secretWords = ["password", "passwd", "passphrase", "secret"].map { Array($0.utf8) }

    private static func containsSecretWord(_ folded: String) -> Bool {
        let bytes = Array(folded.utf8)[...]
        return secretWords.contains { bytes.firstRange(ofBytes: $0) != nil }
    }

    /// The words of a name in camel case, snake case or with dots, in lower case.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            let previous = index > 0 ? characters[index - 1] : nil
            // `simPin` and `APIKey` have two words each.
            let startsWord =
                character.isUppercase && previous?.isUppercase == false
                || character.isUppercase && characters.dropFirst(index + 1).first?.isLowercase == true
            if startsWord || !(character.isLetter || character.isNumber) {
                words.append(word)
                word = ""
            }
            if character.isLetter || character.isNumber { word.append(contentsOf: character.lowercased()) }
        }
        return words + [word]
    }
}

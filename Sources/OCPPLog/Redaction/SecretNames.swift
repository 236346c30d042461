/// Which names announce a secret: configuration keys, 2.x variables and JSON members.
enum SecretNames {
    /// Whether the value of a configuration key or variable is a secret: `AuthorizationKey`, `BasicAuthPassword`, `wifi_pwd` …
    ///
    /// Short words count only as whole words of a name, so that `WebSocketPingInterval` and `GetConfigurationMaxKeys` stay
    /// readable (OCPP 1.6 security whitepaper §7.2; components of OCPP 2.x Part 2, appendix 3).
    static func isSecretKey(_ name: String) -> Bool {
        let folded = CaseFolding.fold(name)
        if exactKeys.contains(folded) || containsSecretWord(folded) { return true }
        return words(of: name).contains { shortWords.contains($0) }
    }

    /// Whether a JSON member of this name holds a secret wherever it stands.
    static func isSecretMember(_ name: String) -> Bool {
        let folded = CaseFolding.fold(name)
        return exactMembers.contains(folded) || containsSecretWord(folded)
    }

    /// Whether a JSON member of this name holds a secret inside an object of that name (SetNetworkProfile, OCPP 2.x).
    static func isSecretMember(_ name: String, inside container: String) -> Bool {
        let folded = CaseFolding.fold(name)
        return CaseFolding.fold(container) == "vpn" && (folded == "key" || folded == "user")
    }

    /// Whether a query item of a URL holds a secret.
    static func isSecretQueryItem(_ name: String) -> Bool {
        let folded = CaseFolding.fold(name)
        return queryItems.contains(folded) || isSecretKey(name) || folded.hasSuffix("-signature")
            || folded.hasSuffix("-credential")
    }

    /// Texts that make a message suspicious which is no JSON and so cannot be read by its structure.
    static let markers: [[UInt8]] = [
        "authorizationkey", "password", "passwd", "passphrase", "secret", "keycode", "simpin", "apnusername", "vpnkey",
        "vpnuser", "\"vpn\"", "exiresponse",
    ].map { Array($0.utf8) }

    private static let exactKeys: Set<String> = ["authorizationkey", "vpnuser", "vpnkey", "apnusername", "simpin"]
    private static let exactMembers: Set<String> = ["authorizationkey", "apnusername", "simpin", "exiresponse"]
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
        var previousIsLower = false
        for character in name {
            let startsWord = character.isUppercase && previousIsLower
            if startsWord || !(character.isLetter || character.isNumber) {
                words.append(word)
                word = ""
            }
            if character.isLetter || character.isNumber { word.append(contentsOf: character.lowercased()) }
            previousIsLower = character.isLowercase || character.isNumber
        }
        return words + [word]
    }
}

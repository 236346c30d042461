import WebSockets

/// What a station showed to prove who it is (RFC 7617).
enum BasicCredentials: Sendable, Hashable {
    /// No `Authorization` header.
    case absent
    /// A header that is no HTTP Basic.
    case unreadable
    /// A user name that is not the identity of the station.
    case foreign
    /// The password as bytes: stations with a hexadecimal AuthorizationKey send what it stands for, which need be no text
    /// (security whitepaper, A00.FR.204 and its errata).
    case password([UInt8])

    /// Reads the header of a station with that identity.
    ///
    /// The user name is looked for as a beginning, since identities with a colon exist.
    init(_ headers: HandshakeHeaders, for identity: String) {
        guard let header = headers["Authorization"] else {
            self = .absent
            return
        }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "basic",
            let decoded = Base64.decode(words[1].filter { $0 != " " }), decoded.contains(UInt8(ascii: ":"))
        else {
            self = .unreadable
            return
        }
        let user = Array(identity.utf8) + [UInt8(ascii: ":")]
        self = decoded.starts(with: user) ? .password(Array(decoded.dropFirst(user.count))) : .foreign
    }
}

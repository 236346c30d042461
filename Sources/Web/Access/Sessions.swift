import Crypto
import OCPP
import Synchronization

/// Who is signed in on the pages: whoever brought the token, for twelve hours, until they sign out or the program ends.
final class Sessions: Sendable {
    /// How a try to sign in ended.
    enum Try: Sendable, Hashable {
        /// The id of the new session, for the cookie.
        case signedIn(String)
        /// Another token, or there is none to be had.
        case wrong
        /// Too many were wrong; the next one is looked at after so long.
        case tooMany(wait: Duration)
    }

    private let tokenDigest: SHA256.Digest?
    private let now: @Sendable () -> Timestamp
    private let newID: @Sendable () -> String
    private let state = Mutex((sessions: SessionTable(), tries: WrongTries()))

    /// - Parameters:
    ///   - token: what signs in; with an empty one nobody can.
    ///   - newID: makes an id that nobody can guess.
    init(token: String, now: @escaping @Sendable () -> Timestamp, newID: @escaping @Sendable () -> String = randomID) {
        tokenDigest = token.isEmpty ? nil : Self.digest(of: token)
        self.now = now
        self.newID = newID
    }

    /// Whether anybody can sign in.
    var isOpen: Bool { tokenDigest != nil }

    /// Begins a session for whoever has the token.
    func signIn(_ token: String) -> Try {
        let moment = now()
        // Both are digests, which are compared in constant time.
        let isRight = tokenDigest.map { $0 == Self.digest(of: token) } ?? false
        return state.withLock { state in
            // The right token has to wait as well: otherwise whoever guesses could go on.
            if let wait = state.tries.wait(at: moment) { return .tooMany(wait: wait) }
            guard isRight else {
                state.tries.add(at: moment)
                return .wrong
            }
            let id = newID()
            state.sessions.add(Self.digest(of: id), at: moment)
            return .signedIn(id)
        }
    }

    /// Whether an id is that of a session which has not ended.
    func isSignedIn(_ id: String) -> Bool {
        let moment = now()
        let digest = Self.digest(of: id)
        return state.withLock { $0.sessions.contains(digest, at: moment) }
    }

    /// Ends a session.
    func signOut(_ id: String) {
        let digest = Self.digest(of: id)
        state.withLock { $0.sessions.remove(digest) }
    }

    /// 256 bits from the system, as 64 digits.
    static func randomID() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<32).map { _ in
            String(UInt16(UInt8.random(in: .min ... .max, using: &random)) | 0x100, radix: 16).dropFirst()
        }.joined()
    }

    private static func digest(of text: String) -> SHA256.Digest {
        SHA256.hash(data: Array(text.utf8))
    }
}

import Crypto
import OCPP

/// Logins that were right, so that a station that connects anew need not be hashed anew. No password is kept.
struct RememberedLogins: Sendable {
    private struct Login: Sendable {
        var code: HMAC<SHA256>.MAC
        /// What it was checked against: a login counts only so long as this is the station's hash.
        var hash: PasswordHash
    }

    private let key: SymmetricKey
    private let capacity: Int
    private var logins: [ChargerID: Login] = [:]

    /// - Parameters:
    ///   - key: random, and new in each process: what is remembered is worth nothing elsewhere.
    ///   - capacity: when so many are remembered, one of them makes room for the next.
    init(key: SymmetricKey = SymmetricKey(size: .bits256), capacity: Int = 50_000) {
        self.key = key
        self.capacity = capacity
    }

    /// The hash that this very password was right for; nil where it is not remembered.
    func hash(for charger: ChargerID, password: [UInt8]) -> PasswordHash? {
        guard let login = logins[charger],
            HMAC<SHA256>.isValidAuthenticationCode(
                login.code, authenticating: Self.message(charger, password), using: key)
        else { return nil }
        return login.hash
    }

    mutating func remember(_ charger: ChargerID, password: [UInt8], hash: PasswordHash) {
        if logins[charger] == nil, logins.count >= capacity { logins.remove(at: logins.startIndex) }
        let code = HMAC<SHA256>.authenticationCode(for: Self.message(charger, password), using: key)
        logins[charger] = Login(code: code, hash: hash)
    }

    mutating func forget(_ charger: ChargerID) {
        logins[charger] = nil
    }

    /// No identity holds a zero byte that could move the border: its length goes first.
    private static func message(_ charger: ChargerID, _ password: [UInt8]) -> [UInt8] {
        Array("\(charger.rawValue.utf8.count):\(charger.rawValue)".utf8) + password
    }
}

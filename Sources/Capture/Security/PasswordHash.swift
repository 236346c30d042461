import Crypto
import CryptoExtras

/// A password as it is kept: scrypt (RFC 7914) with a salt, so that who reads the book cannot log in.
///
/// The passwords of stations are random (the security whitepaper asks for 16 bytes and more), so a moderate cost is enough; a
/// high one would keep a fleet waiting that connects all at once after a restart.
public struct PasswordHash: Sendable, Hashable, CustomStringConvertible {
    /// How much work a hash is.
    struct Cost: Sendable, Hashable {
        /// The logarithm of N to the base 2.
        var logN = 12
        /// The size of a block, in 128 bytes.
        var blockSize = 8
        /// How often it is done.
        var parallelism = 1

        /// What is in use while one hash is computed, in bytes.
        var memory: Int { (128 * blockSize) << logN }
    }

    /// As hashes are made: about 10 ms of one core, 4 MiB.
    static let usualCost = Cost()
    /// The bytes of a salt.
    static let saltLength = 16
    /// The bytes of a digest.
    static let digestLength = 32

    let cost: Cost
    let salt: [UInt8]
    let digest: [UInt8]

    init(cost: Cost, salt: [UInt8], digest: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.digest = digest
    }

    /// Hashes a password; takes about 10 ms.
    /// - Parameter random: where the salt comes from.
    /// - Throws: ``EmptyPassword``, or the error of the library, such as that there is no memory.
    public init(of password: [UInt8], using random: inout some RandomNumberGenerator) throws {
        let salt = (0..<Self.saltLength).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let digest = try Self.digest(of: password, cost: Self.usualCost, salt: salt, length: Self.digestLength)
        self.init(cost: Self.usualCost, salt: salt, digest: digest)
    }

    /// There is nothing to hash.
    public struct EmptyPassword: Error, Sendable, CustomStringConvertible {
        /// One sentence.
        public var description: String { "the password is empty" }
    }

    /// Whether this is the hash of that password; takes as long as making one, whatever the outcome.
    public func matches(_ password: [UInt8]) -> Bool {
        // An empty password is wrong, but takes as long as any other.
        let hashed = password.isEmpty ? [0] : password
        guard let digest = try? Self.digest(of: hashed, cost: cost, salt: salt, length: digest.count) else {
            return false
        }
        return Self.isEqual(digest, self.digest) && !password.isEmpty
    }

    /// How it was made; neither salt nor digest.
    public var description: String {
        "scrypt with ln=\(cost.logN), r=\(cost.blockSize), p=\(cost.parallelism)"
    }

    private static func digest(of password: [UInt8], cost: Cost, salt: [UInt8], length: Int) throws -> [UInt8] {
        guard !password.isEmpty, !salt.isEmpty else { throw EmptyPassword() }
        let key = try KDF.Scrypt.deriveKey(
            from: password, salt: salt, outputByteCount: length, rounds: 1 << cost.logN, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
        return key.withUnsafeBytes { Array($0) }
    }

    /// In a time that does not tell how much is equal.
    private static func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }
}

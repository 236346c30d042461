extension PasswordHash {
    /// Why a text is no hash.
    public struct Unreadable: Error, Sendable, Hashable, CustomStringConvertible {
        /// One sentence without a full stop, and without any part of the hash.
        public var description: String
    }

    /// The hash as a book keeps it: `$scrypt$ln=12,r=8,p=1$salt$digest`, the last two in base64 without padding.
    public var text: String {
        "$scrypt$ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(Base64.encodeUnpadded(salt))$\(Base64.encodeUnpadded(digest))"
    }

    /// Reads a hash as a book keeps it.
    /// - Throws: ``Unreadable``.
    public init(text: some StringProtocol) throws(Unreadable) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty else {
            throw Unreadable(description: "a password hash looks like $scrypt$ln=12,r=8,p=1$SALT$DIGEST")
        }
        guard parts[1] == "scrypt" else {
            throw Unreadable(description: "the only password hash that is known is scrypt")
        }
        let cost = try Self.cost(String(parts[2]))
        guard let salt = Base64.decode(parts[3]), (8...64).contains(salt.count) else {
            throw Unreadable(description: "the salt of the password hash is no base64 of 8 to 64 bytes")
        }
        guard let digest = Base64.decode(parts[4]), (16...64).contains(digest.count) else {
            throw Unreadable(description: "the digest of the password hash is no base64 of 16 to 64 bytes")
        }
        self.init(cost: cost, salt: salt, digest: digest)
    }

    /// A login must not take all memory or keep a thread for long, whatever stands in the book.
    private static func cost(_ text: String) throws(Unreadable) -> Cost {
        let values = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.split(separator: "=", omittingEmptySubsequences: false) }
        guard values.map(\.first) == ["ln", "r", "p"], values.allSatisfy({ $0.count == 2 }),
            let logN = Int(values[0][1]), let blockSize = Int(values[1][1]), let parallelism = Int(values[2][1])
        else { throw Unreadable(description: "the cost of the password hash does not look like ln=12,r=8,p=1") }
        guard (1...17).contains(logN), (1...32).contains(blockSize), (1...4).contains(parallelism) else {
            throw Unreadable(
                description: "the cost of the password hash is out of range: ln is 1 to 17, r is 1 to 32, p is 1 to 4")
        }
        let cost = Cost(logN: logN, blockSize: blockSize, parallelism: parallelism)
        guard cost.memory <= 64 << 20, blockSize * 16 > logN else {
            throw Unreadable(description: "the password hash would take more than 64 MiB of memory")
        }
        return cost
    }
}

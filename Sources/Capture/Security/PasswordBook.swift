public import OCPP

/// Knows the passwords of charging stations, hashed.
public protocol PasswordBook: Sendable {
    /// The hash of a station's password; nil where it has none. Called on threads that may wait for a disk, and at each login, so
    /// that a change counts at once.
    /// - Throws: when the book cannot be read; the station is answered 503 then.
    func hash(for charger: ChargerID) throws -> PasswordHash?
}

/// A book in memory.
public struct MemoryPasswordBook: PasswordBook {
    private let hashes: [ChargerID: PasswordHash]

    /// A book with these passwords; empty: nobody logs in.
    public init(_ hashes: [ChargerID: PasswordHash] = [:]) {
        self.hashes = hashes
    }

    /// The hash of a station's password; nil where it has none.
    public func hash(for charger: ChargerID) -> PasswordHash? { hashes[charger] }
}

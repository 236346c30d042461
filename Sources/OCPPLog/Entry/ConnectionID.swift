/// The identity of one WebSocket from open to close: a random number, printed as 16 hexadecimal digits.
public struct ConnectionID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number itself.
    public let rawValue: UInt64

    /// An identity from its number.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// 16 hexadecimal digits.
    public var description: String {
        let hex = String(rawValue, radix: 16)
        return String(repeating: "0", count: 16 - hex.count) + hex
    }
}

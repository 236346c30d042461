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
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the same text.
    public func append(to bytes: inout [UInt8]) {
        HexDigits.append(rawValue, count: 16, to: &bytes)
    }
}

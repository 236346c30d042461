import OCPP

/// The identity of an entry: the store it was first written to and a number that store never gives twice.
///
/// Printed as `origin-sequence`, the origin as eight hexadecimal digits: `3f09a2c1-1842`.
public struct EntryID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Random per store.
    public var origin: UInt32
    /// Given by the recorder in the order of recording, from 1.
    public var sequence: Int64

    /// An id from its parts.
    public init(origin: UInt32, sequence: Int64) {
        self.origin = origin
        self.sequence = sequence
    }

    /// The id of an entry that the recorder has not numbered yet.
    public static let unassigned = EntryID(origin: 0, sequence: 0)

    /// Reads the printed form; nil when the text is no such id.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let origin = UInt32(parts[0], radix: 16), let sequence = Int64(parts[1]), sequence > 0
        else { return nil }
        self.init(origin: origin, sequence: sequence)
        // One entry has one id: signs, leading zeros and capitals would be other spellings of it.
        guard description == text else { return nil }
    }

    /// Recorded earlier is less.
    public static func < (a: EntryID, b: EntryID) -> Bool {
        (a.sequence, a.origin) < (b.sequence, b.origin)
    }

    /// `origin-sequence`, which `init(_:)` reads.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the same text.
    public func append(to bytes: inout [UInt8]) {
        HexDigits.append(UInt64(origin), count: 8, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        JSONText.append(Int(sequence), to: &bytes)
    }
}

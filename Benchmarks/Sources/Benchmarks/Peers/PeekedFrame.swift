import OCPP

/// The least that a proxy could do: type, unique id and action from the first bytes. It checks nothing, knows no escapes, and
/// never sees the payload. What it costs is what cannot be saved.
struct PeekedFrame {
    var type: UInt8
    var uniqueID: String
    var action: String?

    init?(_ bytes: Span<UInt8>) {
        guard bytes.count > 4, bytes[0] == UInt8(ascii: "[") else { return nil }
        type = bytes[1] &- 0x30
        guard let id = Self.string(in: bytes, from: 2) else { return nil }
        uniqueID = JSONText.string(id, in: bytes)
        if type == 2, let name = Self.string(in: bytes, from: id.upperBound + 1) {
            action = JSONText.string(name, in: bytes)
        }
    }

    private static func string(in bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
        guard let open = quote(in: bytes, from: start), let close = quote(in: bytes, from: open + 1) else { return nil }
        return open + 1..<close
    }

    private static func quote(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\"") { return position }
            position += 1
        }
        return nil
    }
}

import OCPP

extension ChargerID {
    /// The identity that a request path names: its last segment, percent-decoded (OCPP-J 1.6 §3.1.1).
    ///
    /// Total: a `%` that begins no escape stands for itself, bytes that are not UTF-8 become U+FFFD, and a path that ends in
    /// a slash names the empty identity. An encoded slash (`%2F`) is part of the identity.
    /// - Parameter path: the target of the HTTP request, with or without its query.
    init(path: some StringProtocol) {
        let segment = path.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
            .reversed().prefix { $0 != UInt8(ascii: "/") }
        self.init(String(decoding: Self.percentDecoded(segment.reversed()), as: UTF8.self))
    }

    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
                let high = Character(Unicode.Scalar(bytes[position + 1])).hexDigitValue,
                let low = Character(Unicode.Scalar(bytes[position + 2])).hexDigitValue
            {
                decoded.append(UInt8(high << 4 | low))
                position += 3
            } else {
                decoded.append(bytes[position])
                position += 1
            }
        }
        return decoded
    }
}

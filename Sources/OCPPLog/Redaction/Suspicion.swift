/// A quick look at bytes that lets the many messages without any secret pass at a glance.
enum Suspicion {
    /// Every secret that ``SecretFinder`` knows is announced by one of these; `\u` and, in XML, `&#` could spell any of them, and `\/` the slashes of a URL.
    private static let triggers: [[UInt8]] = [
        "key", "pass", "pin", "pwd", "psk", "secret", "token", "vpn", "apn", "exiresponse", "://", "\\/", "\\u", "&#",
    ].map { Array($0.utf8) }

    /// One bit a trigger: those that begin with a byte, and those whose second byte it is. Letter case is not looked at.
    private static let pairs: (first: [UInt16], second: [UInt16]) = {
        var first = [UInt16](repeating: 0, count: 256)
        var second = first
        for byte in 0..<256 {
            let folded = CaseFolding.foldASCII(UInt8(byte))
            for (index, trigger) in triggers.enumerated() {
                if trigger[0] == folded { first[byte] |= 1 << UInt16(index) }
                if trigger[1] == folded { second[byte] |= 1 << UInt16(index) }
            }
        }
        return (first, second)
    }()

    /// Whether the bytes may hold a secret. False is certain.
    static func isRaised(by bytes: Span<UInt8>) -> Bool {
        guard let last = bytes.indices.last else { return false }
        let (first, second) = pairs
        var begun = first[Int(bytes[0])]
        for position in 0..<last {
            let next = Int(bytes[position + 1])
            let both = begun & second[next]
            begun = first[next]
            guard both != 0 else { continue }
            for index in triggers.indices where both & 1 << UInt16(index) != 0 {
                if starts(triggers[index], at: position, in: bytes) { return true }
            }
        }
        return false
    }

    private static func starts(_ trigger: [UInt8], at position: Int, in bytes: Span<UInt8>) -> Bool {
        guard position + trigger.count <= bytes.count else { return false }
        for index in trigger.indices where CaseFolding.foldASCII(bytes[position + index]) != trigger[index] {
            return false
        }
        return true
    }
}

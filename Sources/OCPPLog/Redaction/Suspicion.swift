/// A quick look at bytes that lets the many messages without any secret pass at a glance.
enum Suspicion {
    /// Every secret that ``SecretFinder`` knows is announced by one of these; `\u` could spell any of them, and `\/` the slashes of a URL.
    private static let triggers: [[UInt8]] = [
        "key", "pass", "pin", "pwd", "psk", "secret", "token", "vpn", "apn", "exiresponse", "://", "\\/", "\\u",
    ].map { Array($0.utf8) }

    /// The triggers by their first byte, small letters.
    private static let byFirstByte: [[[UInt8]]] = {
        var table = [[[UInt8]]](repeating: [], count: 256)
        for trigger in triggers { table[Int(trigger[0])].append(trigger) }
        return table
    }()

    /// Whether the bytes may hold a secret. False is certain.
    static func isRaised(by bytes: Span<UInt8>) -> Bool {
        let table = byFirstByte
        for position in bytes.indices {
            let byte = CaseFolding.foldASCII(bytes[position])
            for trigger in table[Int(byte)] where starts(trigger, at: position, in: bytes) { return true }
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

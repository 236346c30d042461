import OCPP

/// Finds user names, passwords and tokens in URLs; scheme, host and path stay readable.
enum URLCredentials {
    private static let scheme = Array("://".utf8)

    /// The text with the credentials of all its URLs masked; nil when it holds none.
    static func masked(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: ":")) else { return nil }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var copied = 0
        for range in credentials(in: bytes) where range.lowerBound >= copied {
            result += bytes[copied..<range.lowerBound] + Array("***".utf8)
            copied = range.upperBound
        }
        guard copied > 0 else { return nil }
        result += bytes[copied...]
        return result == bytes ? nil : String(decoding: result, as: UTF8.self)
    }

    /// The places of all credentials, from left to right.
    private static func credentials(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var rest = bytes[...]
        while let begin = rest.firstRange(ofBytes: scheme)?.upperBound {
            let url = bytes[begin...].prefix { !isEnd($0) }
            found += userInfos(in: url) + items(in: url)
            rest = bytes[url.endIndex...]
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// What stands before the host. A URL may hold others: a list without blanks, a proxy's path, a query item.
    private static func userInfos(in url: ArraySlice<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var rest = url
        while !rest.isEmpty {
            let next = rest.firstRange(ofBytes: scheme)
            let part = rest[..<(next?.lowerBound ?? rest.endIndex)]
            if let at = endOfUserInfo(in: part) { found.append(part.startIndex..<at) }
            rest = rest[(next?.upperBound ?? rest.endIndex)...]
        }
        return found
    }

    private static func endOfUserInfo(in part: ArraySlice<UInt8>) -> Int? {
        let authority = part.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { return at }
        // What looks like a port and is no number is a password with a slash or the like that nobody has encoded.
        guard authority.first != UInt8(ascii: "["), let colon = authority.lastIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        let port = authority[(colon + 1)...]
        guard port.isEmpty || !port.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return part.lastIndex(of: UInt8(ascii: "@"))
    }

    /// The values of query items, and of items of the fragment, whose names tell of secrets.
    private static func items(in url: ArraySlice<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = url.startIndex
        while let mark = url[position...].firstIndex(where: { isSeparator($0) || $0 == UInt8(ascii: "?") }) {
            let name = url[(mark + 1)...].prefix { !isSeparator($0) && $0 != UInt8(ascii: "?") && $0 != 0x3D }
            position = name.endIndex
            guard position < url.endIndex, url[position] == 0x3D, isSecret(name) else { continue }
            let value = url[(position + 1)...].prefix { !isSeparator($0) }
            found.append(value.startIndex..<value.endIndex)
            position = value.endIndex
        }
        return found
    }

    /// Whether the name of a query item tells of a secret. No such name is long.
    static func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
        guard name.count <= 128 else { return false }
        return SecretNames.isSecretQueryItem(String(decoding: PercentText.decoded(Array(name)), as: UTF8.self))
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "#")
    }

    private static func isEnd(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    }
}

/// Percent-encoded text.
private enum PercentText {
    /// The bytes that are meant; a `%` that begins no escape stands for itself.
    static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
        var decoded: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[position + 1...position + 2], as: UTF8.self), radix: 16)
            {
                decoded.append(value)
                position += 3
            } else {
                decoded.append(bytes[position])
                position += 1
            }
        }
        return decoded
    }
}

/// The names by which a machine calls itself: `localhost`, 127.0.0.0/8 and ::1.
enum LoopbackName {
    /// Whether a host, an IPv6 address with or without its brackets, can only mean this machine.
    static func isLoopback(_ host: some StringProtocol) -> Bool {
        let host = host.lowercased()
        let name = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        return name == "localhost" || name == "::1" || name == "0:0:0:0:0:0:0:1" || isIPv4(name)
    }

    /// The host of `host:port`, `host`, `[v6]:port` or `[v6]`; nil when it is none of these.
    static func host(ofAuthority authority: String) -> Substring? {
        let end: String.Index
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            end = authority.index(after: bracket)
        } else {
            end = authority.firstIndex(of: ":") ?? authority.endIndex
        }
        let rest = authority[end...]
        guard rest.isEmpty || (rest.first == ":" && rest.dropFirst().allSatisfy(\.isASCIIDigit)) else { return nil }
        return authority[..<end]
    }

    private static func isIPv4(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { $0.count <= 3 && $0.allSatisfy(\.isASCIIDigit) && UInt8($0) != nil }
    }
}

extension Character {
    /// One of 0 to 9 and no digit of another script.
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

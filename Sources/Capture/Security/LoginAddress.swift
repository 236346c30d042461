/// What failed logins are counted by: the address of a peer without its port, and of IPv6 the network, which one host has whole.
enum LoginAddress {
    /// `192.0.2.7` of `192.0.2.7:51234`, `2001:db8:0:1::/64` of `[2001:db8:0:1::7]:51234`.
    static func of(_ remote: String) -> String {
        let host = remote.lastIndex(of: ":").map { remote[..<$0] } ?? remote[...]
        guard host.hasPrefix("["), host.hasSuffix("]") else { return String(host) }
        let address = host.dropFirst().dropLast()
        // An IPv4 address on a socket of both families is as good as one without.
        guard !address.contains(".") else { return String(address) }
        return network(of: address).joined(separator: ":") + "::/64"
    }

    /// The first four groups, with the zeros that `::` stands for.
    private static func network(of address: Substring) -> [Substring] {
        let halves = address.prefix { $0 != "%" }.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        let head = (halves.first ?? "").split(separator: ":")
        let tail = (halves.count > 1 ? halves[1] : "").split(separator: ":")
        let zeros = Array(repeating: Substring("0"), count: max(0, 8 - head.count - tail.count))
        return Array((head + zeros + tail).prefix(4))
    }
}

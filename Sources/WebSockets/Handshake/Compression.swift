/// What both sides agreed on about permessage-deflate (RFC 7692 §7.1).
struct Compression: Hashable, Sendable {
    /// The window is forgotten after each message of that peer.
    var clientForgets = false
    var serverForgets = false

    private static let name = "permessage-deflate"

    func forgets(_ peer: Peer) -> Bool {
        peer == .client ? clientForgets : serverForgets
    }
}

extension Compression {
    /// Reads the answer of a server; nil when messages are not compressed.
    init?(answer headers: HandshakeHeaders) {
        let extensions = headers.list("Sec-WebSocket-Extensions")
        guard let parameters = extensions.lazy.map(Self.parameters).first(where: { $0.first == Self.name })
        else { return nil }
        clientForgets = parameters.contains("client_no_context_takeover")
        serverForgets = parameters.contains("server_no_context_takeover")
    }

    /// What an endpoint answers to the first offer that it understands; nil when there is none.
    ///
    /// Nothing is remembered between messages, so that an idle connection costs no window.
    static func answer(to headers: HandshakeHeaders) -> String? {
        headers.list("Sec-WebSocket-Extensions").lazy.map(parameters).compactMap(answer).first
    }

    /// An offer with a parameter that is unknown, wrong or given twice must be declined (RFC 7692 §7.1).
    private static func answer(to offer: [String]) -> String? {
        guard offer.first == name else { return nil }
        var answer = [name, "server_no_context_takeover", "client_no_context_takeover"]
        var seen: Set<Substring> = []
        for parameter in offer.dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard let key = parts.first, seen.insert(key).inserted else { return nil }
            let bits = parts.count > 1 ? Int(parts[1].filter { $0 != "\"" }) : nil
            switch key {
            case "server_no_context_takeover", "client_no_context_takeover":
                guard parts.count == 1 else { return nil }
            case "server_max_window_bits":
                // Easily promised: an endpoint sends uncompressed messages only.
                guard let bits, (8...15).contains(bits) else { return nil }
                answer.append("server_max_window_bits=\(bits)")
            case "client_max_window_bits":
                // Any window of the client can be read, so nothing is asked of it.
                guard parts.count == 1 || bits.map((8...15).contains) == true else { return nil }
            default: return nil
            }
        }
        return answer.joined(separator: "; ")
    }

    private static func parameters(_ text: String) -> [String] {
        text.split(separator: ";").map { $0.trimmed.lowercased() }
    }
}

/// What both sides agreed on about permessage-deflate (RFC 7692 §7.1).
struct Compression: Hashable, Sendable {
    /// The window is forgotten after each message of that peer.
    var clientForgets = false
    var serverForgets = false

    /// Reads the answer of a server; nil when messages are not compressed.
    init?(answer headers: HandshakeHeaders) {
        let extensions = headers.list("Sec-WebSocket-Extensions")
        guard let parameters = extensions.lazy.map(Self.parameters).first(where: { $0.first == "permessage-deflate" })
        else { return nil }
        clientForgets = parameters.contains("client_no_context_takeover")
        serverForgets = parameters.contains("server_no_context_takeover")
    }

    /// What an endpoint answers to an offer: nothing is remembered between messages, so an idle connection costs no window.
    static func answer(to headers: HandshakeHeaders) -> String? {
        let offers = headers.list("Sec-WebSocket-Extensions").map(parameters)
        // A window smaller than zlib's default would have to be kept to by our own compressor; we send uncompressed,
        // so any window of the offer is kept to.
        guard offers.contains(where: { $0.first == "permessage-deflate" }) else { return nil }
        return "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
    }

    func forgets(_ peer: Peer) -> Bool {
        peer == .client ? clientForgets : serverForgets
    }

    private static func parameters(_ text: String) -> [String] {
        text.split(separator: ";").map { $0.trimmed.lowercased() }
    }
}

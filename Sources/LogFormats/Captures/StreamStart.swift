import WebSockets

/// What the bytes at the beginning of a connection, or somewhere in it, show it to be.
enum StreamStart {
    /// A client of HTTP or of a WebSocket sends them.
    case client
    /// The server sends them.
    case server
    case tls

    /// Nil where they show nothing.
    init?(_ bytes: Span<UInt8>) {
        if Self.beginsRequest(bytes) {
            self = .client
        } else if Self.begins(bytes, "HTTP/1.") {
            self = .server
        } else if Self.beginsTLS(bytes) {
            self = .tls
        } else {
            switch ConnectionTap.speaker(of: bytes) {
            case .client: self = .client
            case .server: self = .server
            case nil: return nil
            }
        }
    }

    private static func beginsRequest(_ bytes: Span<UInt8>) -> Bool {
        let methods: [StaticString] = ["GET ", "POST ", "HEAD ", "PUT ", "OPTIONS ", "CONNECT "]
        return methods.contains { begins(bytes, $0) }
    }

    /// A record of TLS, of whatever kind (RFC 8446 §5.1).
    private static func beginsTLS(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 5 && (20...23).contains(bytes[0]) && bytes[1] == 3 && bytes[2] <= 4
    }

    private static func begins(_ bytes: Span<UInt8>, _ text: StaticString) -> Bool {
        guard bytes.count >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where bytes[index] != text.utf8Start[index] { return false }
        return true
    }
}

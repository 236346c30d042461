import OCPPLog
import WebSockets

/// What the log tells of the headers of a handshake, without secrets and in at most a kilobyte.
enum HandshakeStory {
    /// So much of one value, in bytes.
    private static let longestValue = 200
    /// So much in all, in bytes.
    private static let longest = 1_024
    /// These are the same in every handshake, or told in words of their own.
    private static let untold: Set<String> = [
        "upgrade", "connection", "sec-websocket-version", "sec-websocket-key", "sec-websocket-protocol",
    ]

    /// `Host: ocpp.example, User-Agent: X/1.0, Authorization: Basic …`; empty where there is nothing to tell.
    static func of(_ headers: HandshakeHeaders) -> String {
        var story = ""
        for header in headers.all where !untold.contains(header.name.lowercased()) {
            let part = "\(cut(header.name, to: longestValue)): \(shown(header))"
            guard story.utf8.count + part.utf8.count + 4 <= longest else { return story + ", …" }
            story += story.isEmpty ? part : ", \(part)"
        }
        return story
    }

    private static func shown(_ header: HandshakeHeaders.Header) -> String {
        let name = header.name.lowercased()
        if name == "authorization" { return scheme(of: header.value) }
        let isSecret =
            SecretNames.isSecretKey(header.name)
            || ["auth", "cookie", "signature", "credential"].contains { name.contains($0) }
        return isSecret ? "…" : cut(header.value, to: longestValue)
    }

    /// The scheme alone; where it is none that is known it may be a secret that was sent without one.
    private static func scheme(of value: String) -> String {
        let scheme = value.prefix { $0 != " " }
        return ["basic", "bearer", "digest"].contains(scheme.lowercased()) ? "\(scheme) …" : "…"
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        return String(decoding: text.utf8.prefix(limit), as: UTF8.self) + "…"
    }
}

import NIOCore

/// The head of an HTTP message: its first line and headers. Only what a WebSocket handshake needs (RFC 9112 §2–5).
///
/// Read by hand because the tunnel passes the bytes on as they are: a codec would write them anew.
struct HTTPHead: Hashable {
    var firstLine: String
    var headers: HandshakeHeaders

    /// Why some bytes are no head.
    enum Problem: Error {
        case tooLarge
        case malformed
    }

    /// Takes a head off the front of a buffer; nil while it is not complete.
    /// - Throws: ``Problem`` when it never will be one.
    static func take(from buffer: inout ByteBuffer, limit: Int) throws -> HTTPHead? {
        let view = buffer.readableBytesView
        guard let end = endOfHead(view) else {
            if view.count > limit { throw Problem.tooLarge }
            // Whatever cannot be the beginning of a method or of `HTTP/` is told at once, not at the timeout.
            if let first = view.first, !(0x41...0x5A).contains(first) { throw Problem.malformed }
            return nil
        }
        guard end - view.startIndex <= limit else { throw Problem.tooLarge }
        guard let text = String(validating: view[view.startIndex..<end], as: UTF8.self) else { throw Problem.malformed }
        buffer.moveReaderIndex(forwardBy: end - view.startIndex)
        return try HTTPHead(text)
    }

    /// The index behind the empty line.
    private static func endOfHead(_ view: ByteBufferView) -> Int? {
        var index = view.startIndex
        while index + 3 < view.endIndex {
            guard let found = view[index...].firstIndex(of: 0x0D), found + 3 < view.endIndex else { return nil }
            if view[found + 1] == 0x0A, view[found + 2] == 0x0D, view[found + 3] == 0x0A { return found + 4 }
            index = found + 1
        }
        return nil
    }

    private init(_ text: String) throws {
        // A carriage return and a line feed are one Character in Swift.
        var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        guard !lines.isEmpty else { throw Problem.malformed }
        firstLine = lines.removeFirst()
        headers = HandshakeHeaders()
        for line in lines where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex, line.first != " ", line.first != "\t",
                !line.contains("\n"), !line.contains("\r"), !line.contains("\0")
            else { throw Problem.malformed }
            headers.all.append(.init(String(line[..<colon]), line[line.index(after: colon)...].trimmed))
        }
    }

    /// Method and target of a request; nil when the first line is not one of HTTP/1.1.
    var requestLine: (method: String, target: String)? {
        let parts = firstLine.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == "HTTP/1.1", !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// Status and reason of a response; nil when the first line is not one of HTTP/1.x.
    var statusLine: (status: Int, reason: String)? {
        let parts = firstLine.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), let status = Int(parts[1]) else { return nil }
        return (status, parts.count > 2 ? String(parts[2]) : "")
    }
}

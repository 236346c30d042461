import NIOCore

/// The head of an HTTP message: its first line and headers. Only what a WebSocket handshake needs (RFC 9112 §2–5).
///
/// Read by hand because the tunnel passes the bytes on as they are: a codec would write them anew.
struct HTTPHead: Hashable {
    /// How a head is read.
    enum Rule {
        /// Whatever another reader could understand differently is refused: a request is passed on.
        case request
        /// What is no header is passed over: an answer has gone to the client already, and is only understood.
        case answer
    }

    var firstLine: String
    var headers = HandshakeHeaders()
    /// The lines of the headers, without their ends, as they came.
    var headerLines: [[UInt8]] = []

    /// Why some bytes are no head.
    enum Problem: Error {
        case tooLarge
        case malformed
    }

    /// Takes a head off the front of a buffer; nil while it is not complete.
    /// - Throws: ``Problem`` when it never will be one.
    static func take(from buffer: inout ByteBuffer, limit: Int, as rule: Rule) throws(Problem) -> HTTPHead? {
        let view = buffer.readableBytesView
        guard let end = endOfHead(view) else {
            if view.count > limit { throw .tooLarge }
            // Whatever cannot be the beginning of a method or of `HTTP/` is told at once, not at the timeout.
            if let first = view.first, !(0x41...0x5A).contains(first) { throw .malformed }
            return nil
        }
        guard end - view.startIndex <= limit else { throw .tooLarge }
        let head = try HTTPHead(Array(view[view.startIndex..<end]), rule)
        buffer.moveReaderIndex(forwardBy: end - view.startIndex)
        return head
    }

    /// The index behind the empty line.
    private static func endOfHead(_ view: ByteBufferView) -> Int? {
        var index = view.startIndex
        while let found = view[index...].firstIndex(of: 0x0D), found + 3 < view.endIndex {
            if view[found + 1] == 0x0A, view[found + 2] == 0x0D, view[found + 3] == 0x0A { return found + 4 }
            index = found + 1
        }
        return nil
    }

    private init(_ bytes: [UInt8], _ rule: Rule) throws(Problem) {
        var lines: [[UInt8]] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast(2) {
            guard line.last == 0x0D else { throw .malformed }
            let text = Array(line.dropLast())
            guard !text.contains(0x0D), !text.contains(0x00) else { throw .malformed }
            lines.append(text)
        }
        guard let first = lines.first, let firstLine = String(validating: first, as: UTF8.self) else {
            throw .malformed
        }
        self.firstLine = firstLine
        for line in lines.dropFirst() {
            if let header = Self.header(line) {
                headers.all.append(header)
                headerLines.append(line)
            } else if rule == .request {
                throw .malformed
            }
        }
    }

    /// A header whose name is a token (RFC 9110 §5.6.2). A value that is not UTF-8 is shown with replacement characters.
    private static func header(_ line: [UInt8]) -> HandshakeHeaders.Header? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
        let name = line[..<colon]
        guard name.allSatisfy({ (0x21...0x7E).contains($0) && !separators.contains($0) }) else { return nil }
        return .init(
            String(decoding: name, as: UTF8.self), String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed)
    }

    private static let separators = Array(#""(),/:;<=>?@[\]{}"#.utf8)

    /// Method and target of a request; nil when the first line is not one of HTTP/1.1.
    var requestLine: (method: String, target: String)? {
        let parts = firstLine.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == "HTTP/1.1", !parts[0].isEmpty, !parts[1].isEmpty,
            !parts[1].utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
        else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// Status and reason of a response; nil when the first line is not one of HTTP/1.x.
    var statusLine: (status: Int, reason: String)? {
        let parts = firstLine.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), parts[1].utf8.count == 3, let status = Int(parts[1])
        else { return nil }
        return (status, parts.count > 2 ? String(parts[2]) : "")
    }
}

/// The opening request of a client: `GET target HTTP/1.1` with its headers as they came (RFC 6455 §4.1).
public struct HandshakeRequest: Sendable, Hashable {
    /// `GET` in a handshake.
    public var method: String
    /// Path and query as they were sent.
    public var target: String
    /// In their order and spelling.
    public var headers: HandshakeHeaders
    /// Where the client is: `192.168.1.7:51234`.
    public var remoteAddress: String
    /// How the client's side is encrypted; nil when it is not.
    public var tls: ClientTLS?

    /// A request as it was read.
    public init(
        method: String = "GET", target: String, headers: HandshakeHeaders, remoteAddress: String, tls: ClientTLS? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.remoteAddress = remoteAddress
        self.tls = tls
    }

    /// The subprotocols that the client offers, in its order.
    public var subprotocols: [String] {
        headers.list("Sec-WebSocket-Protocol")
    }

    /// The target without its query.
    public var path: Substring {
        let path = target.prefix { $0 != "?" && $0 != "#" }
        // A target may be a whole URL (RFC 9112 §3.2.2). What it has before the path names nothing: it may hold a password.
        let scheme = path.prefix { $0 != "/" }
        guard scheme.last == ":", path[scheme.endIndex...].hasPrefix("//") else { return path }
        return path[scheme.endIndex...].dropFirst(2).drop { $0 != "/" }
    }

    /// The query with its question mark; empty where there is none.
    public var query: Substring {
        target.firstIndex(of: "?").map { target[$0...] } ?? ""
    }

    /// What follows the last slash of the path, as it was encoded. Empty when the path ends with a slash.
    public var lastPathSegment: Substring {
        path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    }

    /// The last path segment, percent-decoded; as it was sent where the escapes are no UTF-8.
    public var decodedLastPathSegment: String {
        Self.percentDecoded(lastPathSegment) ?? String(lastPathSegment)
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}

/// The headers of a handshake, in their order and spelling.
public struct HandshakeHeaders: Sendable, Hashable {
    /// One line.
    public struct Header: Sendable, Hashable {
        /// As it was spelled.
        public var name: String
        /// Without the blanks around it.
        public var value: String

        /// A header with its value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// All of them in their order.
    public var all: [Header]

    /// Headers in an order.
    public init(_ all: [Header] = []) {
        self.all = all
    }

    /// The first value of a header, whatever the case of its name.
    public subscript(name: String) -> String? {
        all.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The elements of a header that is a list with commas, over all its lines.
    public func list(_ name: String) -> [String] {
        all.filter { $0.name.lowercased() == name.lowercased() }.flatMap { header in
            header.value.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
        }
    }

    /// Whether a list holds a token, whatever its case.
    public func has(_ token: String, in name: String) -> Bool {
        list(name).contains { $0.lowercased() == token }
    }
}

extension StringProtocol {
    /// Without the blanks and tabs around it.
    var trimmed: String {
        var text = self[...]
        while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return String(text)
    }
}

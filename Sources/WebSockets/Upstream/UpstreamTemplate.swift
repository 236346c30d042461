/// Path and query of an upstream's URL, with places for what a client brings along.
struct UpstreamTemplate: Sendable {
    /// The known placeholders, for messages.
    static let known = "{charger}, {site}, {path} and {query}"

    /// Why a text is no template, as the beginning of a sentence.
    struct Fault: Error {
        var sentence: String
    }

    private enum Place: String {
        case charger, site, path, query
    }

    private enum Piece {
        case text(String)
        case place(Place)
    }

    /// What takes the places, percent-encoded; the query without its question mark.
    struct Values {
        var charger: String
        var site: String
        var path: String
        var query: String
    }

    private let path: [Piece]
    /// What stands between the ampersands of the query.
    private let query: [[Piece]]
    /// Whether there is any placeholder.
    let hasPlaces: Bool

    /// - Parameter query: without its question mark.
    init(path: Substring, query: Substring) throws(Fault) {
        self.path = try Self.pieces(path)
        var parts: [[Piece]] = []
        for part in query.split(separator: "&") { parts.append(try Self.pieces(part)) }
        self.query = parts
        hasPlaces = (self.path + parts.joined()).contains { if case .place = $0 { true } else { false } }
    }

    /// Path and query exactly as the template says, filled.
    func target(_ values: Values) -> String {
        let path = path.map { Self.text($0, values, inQuery: false) }.joined()
        return (path.hasPrefix("/") ? path : "/" + path) + filledQuery(values)
    }

    /// A given path with the template's query, which holds no places, and the client's behind it.
    /// - Parameter query: with its question mark, as it came.
    func target(path: String, query: String) -> String {
        let ours = filledQuery(Values(charger: "", site: "", path: "", query: ""))
        let theirs = query.dropFirst()
        return path + (ours.isEmpty ? query : theirs.isEmpty ? ours : "\(ours)&\(theirs)")
    }

    /// With its question mark; a place that stays empty takes its ampersand along.
    private func filledQuery(_ values: Values) -> String {
        let parts = query.map { $0.map { Self.text($0, values, inQuery: true) }.joined() }.filter { !$0.isEmpty }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    private static func text(_ piece: Piece, _ values: Values, inQuery: Bool) -> String {
        switch piece {
        case .text(let text): text
        // In a query, a client's ampersand would begin a parameter of its own making.
        case .place(.charger): encoded(values.charger, where: Array((inQuery ? "&=+#?" : "/?#").utf8).contains)
        case .place(.path): encoded(values.path, where: Array((inQuery ? "&=+#?" : "?#").utf8).contains)
        case .place(.query): encoded(values.query) { _ in false }
        case .place(.site): encoded(values.site) { !isUnreserved($0) }
        }
    }

    /// Escapes what would end the place of a value; what is escaped already stays as it is.
    private static func encoded(_ text: String, where isSpecial: (UInt8) -> Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte <= 0x20 || byte == 0x7F || isSpecial(byte) {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Letters, digits and `-._~` (RFC 3986 §2.3).
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func pieces(_ text: Substring) throws(Fault) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            if brace > rest.startIndex { pieces.append(.text(String(rest[..<brace]))) }
            let behind = rest.index(after: brace)
            guard rest[brace] == "{", let end = rest[behind...].firstIndex(where: { $0 == "{" || $0 == "}" }),
                rest[end] == "}"
            else { throw Fault(sentence: "the URL has a brace that stands alone; placeholders are \(known)") }
            guard let place = Place(rawValue: String(rest[behind..<end])) else {
                throw Fault(sentence: "the URL has an unknown placeholder; there are \(known)")
            }
            pieces.append(.place(place))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}

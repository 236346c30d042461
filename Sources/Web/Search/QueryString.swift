/// The part of an address behind the `?`, read strictly: a parameter that is not known or given twice is a problem.
struct QueryString: Sendable {
    private var values: [String: [String]] = [:]

    /// - Parameters:
    ///   - text: as it came, percent-encoded; `+` is a blank.
    ///   - known: the names that have a meaning.
    ///   - repeated: those of them that may be given more than once.
    init(_ text: String?, known: [String], repeated: [String] = []) throws(WebProblem) {
        for pair in (text ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decode(parts[0])
            guard let name, known.contains(name) else {
                let shown = String((name ?? String(parts[0])).unicodeScalars.prefix(40).map(Character.init))
                let others =
                    known.isEmpty
                    ? "This address takes no parameters." : "There are: \(known.joined(separator: ", "))."
                throw .badParameter(shown, "There is no parameter \"\(shown)\" here. \(others)")
            }
            guard let value = Self.decode(parts.count > 1 ? parts[1] : "") else {
                throw .badParameter(name, "The value of \"\(name)\" is not percent-encoded UTF-8.")
            }
            guard values[name] == nil || repeated.contains(name) else {
                throw .badParameter(name, "The parameter \"\(name)\" is given more than once.")
            }
            values[name, default: []].append(value)
        }
    }

    /// Those of a page: it takes the zone of its times as well, and with a stretch of time the zone that its ends are read in.
    init(page text: String?, known: [String], repeated: [String] = []) throws(WebProblem) {
        let zones = [PageZone.parameter] + (known.contains("from") ? [PageZone.written] : [])
        try self.init(text, known: known + zones.filter { !known.contains($0) }, repeated: repeated)
        for name in zones { _ = try PageZone.of(name, self) }
    }

    /// The value of a parameter; nil when it is absent.
    subscript(name: String) -> String? { values[name]?.first }

    /// All values of a parameter, in their order.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The text that is percent-encoded; nil when that is wrong or no UTF-8.
    static func decode(_ text: Substring, plusIsBlank: Bool = true) -> String? {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}

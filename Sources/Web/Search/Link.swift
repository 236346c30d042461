import OCPP
import OCPPLog

/// Addresses of this server, with what they ask for percent-encoded. Those of pages keep the zone of the page that they stand on;
/// where it is UTC nothing is added.
enum Link {
    /// `/logs` with its parameters; what is nil is left out.
    static func logs(_ parameters: (name: String, value: String?)...) -> String {
        to("/logs", parameters)
    }

    /// The page of a charging station; of one without an identity, its log.
    static func station(_ charger: ChargerID) -> String {
        guard charger.rawValue.isEmpty else { return to(path(of: charger), []) }
        return logs(("q", Query.charger(charger).description))
    }

    /// Where the pages of a charging station are.
    static func path(of charger: ChargerID) -> String { "/chargers/\(encode(charger.rawValue))" }

    /// The page of an entry.
    /// - Parameter part: the id of an element of it.
    static func entry(_ id: EntryID, part: String? = nil) -> String {
        to("/entries/\(id)", []) + (part.map { "#\($0)" } ?? "")
    }

    /// An address with its parameters; what is nil is left out.
    static func to(_ path: String, _ parameters: [(name: String, value: String?)]) -> String {
        var pairs = parameters.compactMap { name, value in value.map { "\(name)=\(encode($0))" } }
        if let zone, !path.hasPrefix("/api/"), !parameters.contains(where: { $0.name == PageZone.parameter }) {
            pairs.append("\(PageZone.parameter)=\(encode(zone))")
        }
        return pairs.isEmpty ? path : "\(path)?" + pairs.joined(separator: "&")
    }

    /// The zone that addresses of pages name; nil for UTC.
    static var zone: String? { PageZone.shown.isUTC ? nil : PageZone.shown.name }

    /// Every byte encoded but letters, digits and `-._~` (RFC 3986 §2.3), and `*:,` which queries are full of.
    static func encode(_ text: String) -> String {
        guard !text.utf8.allSatisfy(isPlain) else { return text }
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count * 2)
        for byte in text.utf8 {
            if isPlain(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: ":"), UInt8(ascii: ","):
            true
        default: false
        }
    }
}

import OCPP
import OCPPLog

/// Addresses of this server, with what they ask for percent-encoded.
enum Link {
    /// `/logs` with its parameters; what is nil is left out.
    static func logs(_ parameters: (name: String, value: String?)...) -> String {
        to("/logs", parameters)
    }

    /// The page of a charging station; of one without an identity, its log.
    static func station(_ charger: ChargerID) -> String {
        guard charger.rawValue.isEmpty else { return "/chargers/\(encode(charger.rawValue))" }
        return logs(("q", Query.field(.charger, [.glob(Glob(literal: ""))]).description))
    }

    /// An address with its parameters; what is nil is left out.
    static func to(_ path: String, _ parameters: [(name: String, value: String?)]) -> String {
        let pairs = parameters.compactMap { name, value in value.map { "\(name)=\(encode($0))" } }
        return pairs.isEmpty ? path : "\(path)?" + pairs.joined(separator: "&")
    }

    /// Every byte encoded but letters, digits and `-._~` (RFC 3986 §2.3), and `*:,` which queries are full of.
    static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: ":"), UInt8(ascii: ","):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return encoded
    }
}

import OCPP
import WebSockets

extension ChargerID {
    /// The identity that a handshake names: the last segment of its path (OCPP-J 1.6 §3.1.1).
    init(_ request: HandshakeRequest) {
        self.init(request.decodedLastPathSegment)
    }
}

extension HandshakeRequest {
    /// The request with that identity at the end of its path, where it names none: a certificate may name the station alone.
    func naming(_ charger: ChargerID) -> HandshakeRequest {
        guard lastPathSegment.isEmpty, !charger.rawValue.isEmpty else { return self }
        var named = self
        named.target = "\(path.isEmpty ? "/" : path)\(Self.encoded(charger.rawValue))\(query)"
        return named
    }

    /// Percent-encoded but for what RFC 3986 §2.3 calls unreserved.
    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}

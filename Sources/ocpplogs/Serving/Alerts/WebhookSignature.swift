import Crypto
import OCPP

/// What proves to a receiver that an alert comes from here and is not an old one sent again: an HMAC-SHA256 over time and body.
struct WebhookSignature: Sendable {
    static let header = "OCPPLogs-Signature"

    private let key: SymmetricKey

    init(secret: String) {
        key = SymmetricKey(data: Array(secret.utf8))
    }

    /// `t=1795428000,v1=5257a869…`: seconds since 1970, and the code of `1795428000.BODY` in hexadecimal digits.
    func text(of body: [UInt8], at moment: Timestamp) -> String {
        let seconds = moment.microseconds / 1_000_000
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(seconds).".utf8) + body, using: key)
        let digits = code.map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }
        return "t=\(seconds),v1=\(digits.joined())"
    }
}

import Crypto
import Foundation

/// Issues certificates for tests, as bytes that no other code had a part in.
struct TestAuthority {
    /// A certificate with its key, as PEM.
    struct Issued {
        var certificate: [UInt8]
        var key: [UInt8]
        var der: [UInt8]
    }

    private let name: String
    private let secret = P256.Signing.PrivateKey()
    /// The authority's own certificate as PEM.
    let certificate: [UInt8]

    init(_ name: String = "Test Authority") {
        self.name = name
        let authority = Self.der(0x30, [0x06, 0x03, 0x55, 0x1D, 0x13, 0x04, 0x05, 0x30, 0x03, 0x01, 0x01, 0xFF])
        certificate = Self.pem(
            "CERTIFICATE", Self.certificate(of: name, secret.publicKey, by: name, secret, until: 2126, authority))
    }

    /// - Parameter host: a name that the certificate is for, beside its common name.
    func issue(_ name: String, host: String? = nil, until year: Int = 2126) -> Issued {
        let key = P256.Signing.PrivateKey()
        let alternative = host.map { host in
            let names = Self.der(0x30, Self.der(0x82, Array(host.utf8)))
            return Self.der(0x30, [0x06, 0x03, 0x55, 0x1D, 0x11] + Self.der(0x04, names))
        }
        let der = Self.certificate(of: name, key.publicKey, by: self.name, secret, until: year, alternative ?? [])
        return Issued(
            certificate: Self.pem("CERTIFICATE", der), key: Array(key.pemRepresentation.utf8), der: der)
    }

    /// RFC 5280 §4.1, signed with ECDSA and SHA-256.
    private static func certificate(
        of subject: String, _ key: P256.Signing.PublicKey, by issuer: String, _ secret: P256.Signing.PrivateKey,
        until year: Int, _ extensions: [UInt8]
    ) -> [UInt8] {
        let algorithm = der(0x30, [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02])
        let validity = der(
            0x30, der(0x17, Array("200101000000Z".utf8)) + der(0x18, Array("\(year)0101000000Z".utf8)))
        let serial = [0x01] + (0..<8).map { _ in UInt8.random(in: 0...255) }
        var body = der(0xA0, [0x02, 0x01, 0x02]) + der(0x02, serial) + algorithm + named(issuer) + validity
        body += named(subject) + Array(key.derRepresentation)
        if !extensions.isEmpty { body += der(0xA3, der(0x30, extensions)) }
        let signed = der(0x30, body)
        let signature = (try? secret.signature(for: signed).derRepresentation).map(Array.init) ?? []
        return der(0x30, signed + algorithm + der(0x03, [0x00] + signature))
    }

    private static func named(_ name: String) -> [UInt8] {
        der(0x30, der(0x31, der(0x30, [0x06, 0x03, 0x55, 0x04, 0x03] + der(0x0C, Array(name.utf8)))))
    }

    private static func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        switch content.count {
        case ..<128: [tag, UInt8(content.count)] + content
        case ..<256: [tag, 0x81, UInt8(content.count)] + content
        default: [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
        }
    }

    private static func pem(_ label: String, _ der: [UInt8]) -> [UInt8] {
        let text = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return Array("-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n".utf8)
    }
}

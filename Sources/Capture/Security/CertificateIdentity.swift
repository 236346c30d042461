import SwiftASN1
import X509

/// Whom a client certificate names: the common name of its subject, else its first DNS name (security whitepaper, A00.FR.5xx).
enum CertificateIdentity {
    /// - Parameter certificate: as DER; its chain was verified by TLS.
    /// - Returns: nil where it names nobody or cannot be read.
    static func name(in certificate: [UInt8]) -> String? {
        guard let certificate = try? Certificate(derEncoded: certificate) else { return nil }
        return commonName(of: certificate.subject) ?? dnsName(of: certificate)
    }

    private static func commonName(of subject: DistinguishedName) -> String? {
        for attribute in subject.lazy.flatMap({ $0 }) where attribute.type == .RDNAttributeType.commonName {
            if let name = String(attribute.value), !name.isEmpty { return name }
        }
        return nil
    }

    private static func dnsName(of certificate: Certificate) -> String? {
        guard let names = try? certificate.extensions.subjectAlternativeNames else { return nil }
        for case .dnsName(let name) in names where !name.isEmpty { return name }
        return nil
    }
}

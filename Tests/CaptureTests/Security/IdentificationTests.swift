import Crypto
import Foundation
import OCPP
import SwiftASN1
import Testing
import WebSockets
import X509

@testable import Capture

struct IdentificationTests {
    /// A certificate as DER, signed by itself: who vouches for it is TLS's to judge.
    private static func certificate(commonName: String?, dnsName: String? = nil) throws -> [UInt8] {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let name = try commonName.map { name in try DistinguishedName { CommonName(name) } } ?? DistinguishedName()
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: key.publicKey, notValidBefore: .distantPast,
            notValidAfter: .distantFuture, issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                if let dnsName { SubjectAlternativeNames([.dnsName(dnsName)]) }
            }, issuerPrivateKey: key)
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }

    private static func identify(
        _ target: String, _ profile: SecurityPolicy.Profile, _ certificate: [UInt8]? = nil, isTLS: Bool = true
    ) -> Identification {
        let tls = isTLS ? ClientTLS(version: "TLS 1.3", certificate: certificate) : nil
        let request = HandshakeRequest(
            target: target, headers: HandshakeHeaders(), remoteAddress: "192.0.2.7:1", tls: tls)
        return Identification(request, SecurityPolicy(profile: profile))
    }

    @Test func withoutACertificateThePathNamesTheStation() {
        for profile in [SecurityPolicy.Profile.none, .basic, .tlsWithBasic] {
            #expect(Self.identify("/ocpp/CP%201", profile) == .station(ChargerID("CP 1")))
        }
    }

    @Test func profilesWithTLSRefuseWhoComesWithout() {
        for profile in [SecurityPolicy.Profile.tlsWithBasic, .mutualTLS] {
            guard case .refused(ChargerID("CP1"), 403, let reason) = Self.identify("/CP1", profile, isTLS: false) else {
                Issue.record("\(profile) was not refused")
                continue
            }
            #expect(reason.contains("wss://"))
        }
    }

    @Test func theCertificateNamesTheStationByItsCommonNameElseByItsFirstDNSName() throws {
        let both = try Self.certificate(commonName: "CP1", dnsName: "cp1.example")
        let dns = try Self.certificate(commonName: nil, dnsName: "cp1.example")
        #expect(Self.identify("/ocpp/CP1", .mutualTLS, both) == .station(ChargerID("CP1")))
        #expect(Self.identify("/ocpp/", .mutualTLS, both) == .station(ChargerID("CP1")))
        #expect(Self.identify("/cp1.example", .mutualTLS, dns) == .station(ChargerID("cp1.example")))
    }

    @Test func aPathThatNamesAnotherStationIsRefusedUnderTheNameOfTheCertificate() throws {
        let certificate = try Self.certificate(commonName: "CP1")
        #expect(
            Self.identify("/CP2", .mutualTLS, certificate)
                == .refused(
                    ChargerID("CP1"), status: 401,
                    reason: "the path names CP2, and the client certificate is that of CP1"))
    }

    @Test func aCertificateThatIsMissingNamelessOrUnreadableIsRefused() throws {
        let nameless = try Self.certificate(commonName: nil)
        for certificate in [nil, nameless, [], [0x30, 0x82]] as [[UInt8]?] {
            guard case .refused(ChargerID("CP1"), 401, _) = Self.identify("/CP1", .mutualTLS, certificate) else {
                Issue.record("it was not refused: \(certificate ?? [])")
                continue
            }
        }
    }
}

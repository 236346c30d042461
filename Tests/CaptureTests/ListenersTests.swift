import Crypto
import Foundation
import Logging
import NIOCore
import NIOPosix
import OCPP
import OCPPLog
import SwiftASN1
import TestSupport
import Testing
import WebSockets
import X509

@testable import Capture

/// Several listeners of one server, each with a policy of its own.
@Suite(.timeLimit(.minutes(1)))
struct ListenersTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    private func server(
        _ listeners: [ListenerSettings], _ sink: any RecordSink, _ role: CaptureRole = .controller(.test()),
        _ limits: Limits = Limits()
    ) async throws -> CaptureServer {
        let numbers = CountingNumbers()
        let settings = CaptureSettings(
            sink: sink, now: { .start }, newConnectionID: { ConnectionID(rawValue: UInt64(numbers.next())) })
        return try await CaptureServer.bind(
            listeners: listeners, role: role, settings: settings, limits: limits, group: group,
            logger: Logger(label: "tests"))
    }

    @Test func theyShareTheirLimitsAndTheirFiguresAreAddedUp() async throws {
        let listener = ListenerSettings(host: "127.0.0.1", port: 0)
        var limits = Limits()
        limits.maximumConnections = 1
        let server = try await server([listener, listener], KeepingSink(), .controller(.test()), limits)
        #expect(Set(server.localPorts).count == 2)
        let first = try await TestStation.connect(to: server.localPorts[0], as: "CP1", on: group)
        await #expect(throws: WebSocketClient.ConnectError.self) {
            _ = try await TestStation.connect(to: server.localPorts[1], as: "CP2", on: group)
        }
        #expect(server.counts.listeners.accepted == 1)
        #expect(server.counts.listeners.noRoom == 1)
        await server.close()
        #expect(await first.next() == .closed(code: 1001, reason: "this program was stopped"))
    }

    @Test func oneThatCannotBeBoundLeavesNoneOpen() async throws {
        let taken = try await server([ListenerSettings(host: "127.0.0.1", port: 0)], KeepingSink())
        let (port, policy) = (taken.localPort, SecurityPolicy(profile: .basic))
        await #expect(throws: Listener.BindError.self) {
            _ = try await server(
                [
                    ListenerSettings(host: "127.0.0.1", port: 0, policy: policy),
                    ListenerSettings(host: "127.0.0.1", port: port),
                ], KeepingSink())
        }
        await taken.close()
    }

    @Test func everyFigureOfAListenerIsAddedUp() {
        #expect(ListenerCounts.figures.count == Mirror(reflecting: ListenerCounts()).children.count)
        var ones = ListenerCounts()
        for figure in ListenerCounts.figures { ones[keyPath: figure] += 1 }
        let sum = ones + ones
        #expect(Mirror(reflecting: sum).children.allSatisfy { $0.value as? Int == 2 })
    }

    @Test func theStationOfAClientCertificateIsTheOneItNames() async throws {
        let authority = try MutualTLS()
        let sink = KeepingSink()
        let server = try await server(
            [
                ListenerSettings(
                    host: "127.0.0.1", port: 0, tls: try authority.server(), policy: SecurityPolicy(profile: .mutualTLS)
                )
            ], sink)
        let client = try authority.client("CP1")
        let station = try await TestStation.connect(to: server.localPort, as: "", tls: client, on: group)
        try await station.close()
        var entries = await sink.next(2)
        await #expect(throws: WebSocketClient.ConnectError.self) {
            _ = try await TestStation.connect(to: server.localPort, as: "CP2", tls: client, on: group)
        }
        entries += await sink.next(1)
        #expect(entries.map(\.reason) == ["opened", "closed", "refused"])
        #expect(Set(entries.map(\.chargerID)) == [ChargerID("CP1")])
        #expect(entries[0].detail?.contains(" over TLS 1.3 with the certificate of CP1; ") == true)
        #expect(entries[2].detail?.contains("the path names CP2, and the client certificate is that of CP1") == true)
        await server.close()
    }

    @Test func aProxyAsksItsUpstreamForTheStationOfTheCertificate() async throws {
        let authority = try MutualTLS()
        let (sink, upstreamSink) = (KeepingSink(), KeepingSink())
        let upstream = try await server([ListenerSettings(host: "127.0.0.1", port: 0)], upstreamSink)
        let routes = Routes(to: try Upstream(url: "ws://127.0.0.1:\(upstream.localPort)/ocpp"))
        let server = try await server(
            [
                ListenerSettings(
                    host: "127.0.0.1", port: 0, tls: try authority.server(), policy: SecurityPolicy(profile: .mutualTLS)
                )
            ], sink, .proxy(routes))
        let client = try authority.client("CP 1")
        let station = try await TestStation.connect(to: server.localPort, as: "", tls: client, on: group)
        #expect(await upstreamSink.next(1)[0].chargerID == ChargerID("CP 1"))
        try await station.close()
        #expect(await sink.next(2).map(\.reason) == ["opened", "closed"])
        await server.close()
        await upstream.close()
    }
}

/// An authority that vouches for a server at 127.0.0.1 and for stations.
private struct MutualTLS {
    private let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    private let name: DistinguishedName
    private let root: [UInt8]

    init() throws {
        name = try DistinguishedName { CommonName("Test Authority") }
        root = try Self.pem(
            Self.certificate(
                name, key.publicKey, by: name, key,
                try Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                }))
    }

    func server() throws -> ServerTLS {
        let (certificate, key) = try issue(
            "127.0.0.1", SubjectAlternativeNames([.ipAddress(.init(contentBytes: [127, 0, 0, 1]))]))
        return try ServerTLS(certificates: certificate, key: key, clientAuthorities: root)
    }

    func client(_ name: String) throws -> UpstreamTLS {
        let (certificate, key) = try issue(name, SubjectAlternativeNames([.dnsName("station.example")]))
        return try UpstreamTLS(authorities: root, certificates: certificate, key: key)
    }

    private func issue(
        _ common: String, _ names: SubjectAlternativeNames
    ) throws -> (certificate: [UInt8], key: [UInt8]) {
        let secret = P256.Signing.PrivateKey()
        let certificate = try Self.certificate(
            try DistinguishedName { CommonName(common) }, Certificate.PrivateKey(secret).publicKey, by: name, key,
            try Certificate.Extensions { names })
        return (try Self.pem(certificate), Array(secret.pemRepresentation.utf8))
    }

    private static func certificate(
        _ subject: DistinguishedName, _ key: Certificate.PublicKey, by issuer: DistinguishedName,
        _ secret: Certificate.PrivateKey, _ extensions: Certificate.Extensions
    ) throws -> Certificate {
        try Certificate(
            version: .v3, serialNumber: .init(), publicKey: key, notValidBefore: .now.addingTimeInterval(-86_400),
            notValidAfter: .now.addingTimeInterval(86_400), issuer: issuer, subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions, issuerPrivateKey: secret)
    }

    private static func pem(_ certificate: Certificate) throws -> [UInt8] {
        Array(try certificate.serializeAsPEM().pemString.utf8)
    }
}

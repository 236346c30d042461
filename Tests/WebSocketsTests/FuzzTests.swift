import Foundation
import NIOCore
import TestSupport
import Testing

@testable import WebSockets

/// Random input to everything that reads what comes from the network: nothing traps, and no bound is exceeded.
///
/// `OCPPLOGS_FUZZ` says how many inputs each of them gets.
@Suite(.timeLimit(.minutes(60)))
struct FuzzTests {
    private static let rounds = ProcessInfo.processInfo.environment["OCPPLOGS_FUZZ"].flatMap { Int($0) } ?? 20_000

    private var limits: Limits {
        var limits = Limits()
        limits.maximumMessageBytes = 2_000
        limits.keptBytes = 100
        limits.maximumInflatedBytes = 100_000
        return limits
    }

    /// Bytes that are frames more often than not, with a few of them changed.
    private static func frames(_ random: inout SeededGenerator, _ deflater: Deflater) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            var payload = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let isCompressed = Int.random(in: 0..<3, using: &random) == 0
            if isCompressed { payload = deflater.message(payload) }
            let opcode = ([0, 1, 1, 1, 2, 8, 9, 10] as [UInt8]).randomElement(using: &random) ?? 1
            if opcode >= 8 { payload = Array(payload.prefix(125)) }
            bytes +=
                TestFrame(
                    opcode, payload, isFinal: opcode >= 8 || Bool.random(using: &random),
                    reserved: isCompressed && opcode < 8 ? 4 : 0,
                    mask: Bool.random(using: &random) ? TestFrame.masked : nil
                ).bytes
        }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        return bytes
    }

    @Test func theReaderOfFramesNeverTrapsAndKeepsItsBounds() {
        var random = SeededGenerator(seed: 2)
        let limits = limits
        for round in 0..<Self.rounds {
            let forgets = Bool.random(using: &random)
            let compression = round % 3 == 0 ? nil : Compression(clientForgets: forgets, serverForgets: forgets)
            var reader = MessageReader(peer: .client, mustMask: nil, compression: compression, limits: limits)
            let bytes = Self.frames(&random, Deflater(forgets: forgets))
            var rest = bytes[...]
            while !rest.isEmpty {
                var buffer = ByteBuffer(bytes: rest.prefix(.random(in: 1...200, using: &random)))
                rest = rest.dropFirst(buffer.readableBytes)
                while let event = reader.next(&buffer) {
                    switch event {
                    case .message(let message):
                        #expect(message.bytes.count <= limits.maximumMessageBytes, "round \(round)")
                        #expect(
                            message.problem != .tooLarge || message.bytes.count <= limits.keptBytes, "round \(round)")
                        #expect(message.length >= message.bytes.count, "round \(round)")
                    case .ping(let payload): #expect(payload.count <= 125, "round \(round)")
                    case .pong, .close: break
                    }
                }
                #expect(buffer.readableBytes == 0, "round \(round)")
            }
        }
    }

    @Test func theInflaterNeverTrapsOnAnyBytes() {
        var random = SeededGenerator(seed: 3)
        let good = Deflater().message(Array(String(repeating: "[2,\"1\",\"Heartbeat\",{}]", count: 20).utf8))
        for round in 0..<Self.rounds {
            let inflater = Inflater(forgets: round % 2 == 0)
            for _ in 0..<3 {
                var bytes = good
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                var length = 0
                guard case .more = inflater.inflate(bytes, { length += $0.count }) else { break }
                guard case .more = inflater.endMessage({ length += $0.count }) else { break }
                #expect(length < 1 << 20)
            }
        }
    }

    @Test func theReaderOfHeadsNeverTrapsAndAHandshakeNeverSmugglesALine() {
        var random = SeededGenerator(seed: 4)
        let good = Array(handshake("/CP%201?x=%41", "Authorization: Basic Q1A6cw==").utf8)
        let odd = Array("\r\n\0 :%?#/\u{FF}\t".utf8)
        for round in 0..<Self.rounds {
            var bytes = good
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let index = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = odd.randomElement(using: &random) ?? 0
                case 1: bytes.insert(odd.randomElement(using: &random) ?? 0, at: index)
                default: bytes[index] = UInt8.random(in: 0...255, using: &random)
                }
            }
            var buffer = ByteBuffer(bytes: bytes)
            guard let head = try? HTTPHead.take(from: &buffer, limit: 1_000, as: .request), let line = head.requestLine
            else { continue }
            let request = HandshakeRequest(
                method: line.method, target: line.target, headers: head.headers, remoteAddress: "")
            #expect(request.decodedLastPathSegment.utf8.count <= request.target.utf8.count, "round \(round)")
            let url = ["ws://csms", "ws://csms/{site}/{charger}?{query}&path={path}"][round % 2]
            guard Handshake.refusal(of: request) == nil, let upstream = try? Upstream(url: url) else { continue }
            #expect(!upstream.request(for: request).target.utf8.contains { $0 <= 0x20 }, "round \(round)")
            let passed = upstream.request(for: request).head(for: request, headerLines: head.headerLines)
            let lineEnds = passed.indices.filter { passed[$0] == 0x0A || passed[$0] == 0x0D }
            // One line end after the request, one after each header, and the empty line; one more where Host was missing.
            let hasHost = head.headers["Host"] != nil
            let hosts = head.headers.all.count { $0.name.lowercased() == "host" }
            #expect(
                lineEnds.count == 2 * (2 + head.headerLines.count - max(0, hosts - 1) + (hasHost ? 0 : 1)),
                "round \(round)")
        }
    }

    @Test func aPathOfAnyBytesHasAnIdentity() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<Self.rounds {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                [0x25, 0x2F, 0x3F, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
            }
            let target = String(decoding: bytes, as: UTF8.self)
            let request = HandshakeRequest(target: target, headers: HandshakeHeaders(), remoteAddress: "")
            #expect(request.decodedLastPathSegment.utf8.count <= target.utf8.count)
        }
    }
}

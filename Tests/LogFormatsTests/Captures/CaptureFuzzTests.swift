import TestSupport
import Testing

@testable import LogFormats

/// Bytes of any kind: nothing traps, everything comes to an end.
@Suite(.timeLimit(.minutes(5)))
struct CaptureFuzzTests {
    private static func seeds() -> [[UInt8]] {
        var plain = MadeTalk()
        var packets = plain.openWebSocket()
        packets.append(plain.say(.client, MadeTalk.frame(.client, #"[2,"1","Heartbeat",{}]"#)))
        packets.append(plain.say(.server, MadeTalk.frame(.server, #"[3,"1",{}]"#)))
        var packed = MadeTalk(clientPort: 50_001)
        let deflating = Deflating()
        packets += packed.openWebSocket(extensions: "permessage-deflate")
        for _ in 0..<3 {
            packets.append(
                packed.say(
                    .client,
                    MadeTalk.frame(.client, deflating.message(#"[2,"1","Heartbeat",{}]"#), isCompressed: true)))
        }
        var version6 = MadeTalk(
            clientAddress: [UInt8](repeating: 0xFD, count: 16), serverAddress: [UInt8](repeating: 0xFE, count: 16))
        packets += version6.openWebSocket() + [version6.say(.client, MadeTalk.frame(.client, "[2,"))]
        let ethernet = packets.map { MadeCapture.ethernet($0, tags: [0x81, 0, 0, 5]) }
        var file = MadeCapture.section(isBig: true) + MadeCapture.interface(101, options: [(9, [9])], isBig: true)
        for (index, packet) in packets.enumerated() {
            file += MadeCapture.enhanced(packet, units: UInt64(index), isBig: true)
        }
        return [
            MadeCapture.pcap(ethernet), MadeCapture.pcap(packets, link: 101, isBig: true, isNano: true), file,
            MadeCapture.pcap(packets.map { [UInt8](repeating: 0, count: 14) + [8, 0] + $0 }, link: 113),
        ]
    }

    @Test func changedCapturesAreReadToTheirEnd() {
        var random = SeededGenerator(seed: 4)
        let seeds = Self.seeds()
        for seed in seeds { #expect(Traffic(seed).frames.count >= 5) }
        for round in 0..<6_000 {
            guard var file = seeds.randomElement(using: &random) else { return }
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                // Headers are hit more often than chance would have it.
                let place = Int.random(in: 0..<file.count, using: &random)
                switch Int.random(in: 0...5, using: &random) {
                case 0: file[place] = UInt8.random(in: 0...255, using: &random)
                case 1: file[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
                case 2: file[place] = [0x00, 0xFF, 0x7F, 0x80].randomElement(using: &random) ?? 0
                case 3: file.removeSubrange(place..<min(file.count, place + Int.random(in: 1...20, using: &random)))
                case 4: file.insert(contentsOf: file[place..<min(file.count, place + 60)], at: place)
                default: file.removeLast(Int.random(in: 0...min(50, file.count - 1), using: &random))
                }
                if file.isEmpty { file = [0] }
            }
            let piece = round % 3 == 0 ? 13 : file.count
            let traffic = Traffic(file, table: ConnectionTable(mostConnections: 3, mostBytes: 20_000)) { _ in piece }
            #expect(traffic.frames.count < 10_000)
        }
    }

    @Test func whatIsNoCaptureIsNotTakenForOne() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(PcapFormat.confidence(bytes[...], isWhole: true) == 0)
            #expect(PcapngFormat.confidence(bytes[...], isWhole: true) == 0)
            _ = Traffic(bytes)
            _ = Traffic(MadeCapture.section(isBig: false) + MadeCapture.interface(1, isBig: false) + bytes)
            _ = Traffic(MadeCapture.pcap([bytes, bytes], link: UInt32.random(in: 0...300, using: &random)))
        }
    }
}

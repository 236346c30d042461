import TestSupport
import Testing

@testable import LogFormats

/// Segments of TCP that come in any order, twice, or not at all.
struct CaptureStreamTests {
    private static func call(_ number: Int) -> String { "[2,\"\(number)\",\"Heartbeat\",{}]" }

    private static func message(_ number: Int) -> [UInt8] { MadeTalk.frame(.client, call(number)) }

    private static func read(_ packets: [[UInt8]], table: ConnectionTable = ConnectionTable()) -> Traffic {
        Traffic(MadeCapture.pcap(packets, link: 101), table: table)
    }

    @Test func segmentsThatComeEarlyWaitForTheirTurn() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        let sent = (0..<6).map { talk.say(.client, Self.message($0)) }
        packets += [sent[2], sent[1], sent[4], sent[0], sent[5], sent[3]]
        let traffic = Self.read(packets)
        #expect(traffic.told == (0..<6).map { "> " + Self.call($0) } && traffic.codes.isEmpty)
    }

    @Test func whatIsSentAgainIsReadOnce() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        let start = talk.clientNext
        let bytes = (0..<4).flatMap { Self.message($0) }
        // Overlaps, repetitions, and one that reaches over all of them.
        for (from, to) in [(0, 40), (0, 40), (20, 60), (70, 80), (65, 90), (50, 75), (0, bytes.count), (10, 30)] {
            packets.append(talk.packet(.client, Array(bytes[from..<to]), at: start &+ UInt32(from)))
        }
        let traffic = Self.read(packets)
        #expect(traffic.told == (0..<4).map { "> " + Self.call($0) } && traffic.codes.isEmpty)
    }

    @Test func anyOrderOfAnyPiecesTellsTheSame() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            // The numbers of a connection go around.
            var talk = MadeTalk(clientNext: UInt32.max - UInt32.random(in: 0...600, using: &random))
            var packets = talk.openWebSocket()
            let start = talk.clientNext
            let bytes = (0..<8).flatMap { Self.message($0) }
            var pieces: [[UInt8]] = []
            var position = 0
            while position < bytes.count {
                let end = min(bytes.count, position + Int.random(in: 1...60, using: &random))
                let from = max(0, position - Int.random(in: 0...20, using: &random))
                // Nothing is acknowledged before it is there.
                pieces.append(
                    talk.packet(.client, Array(bytes[from..<end]), at: start &+ UInt32(from)))
                position = end
            }
            packets += pieces.shuffled(using: &random)
            let traffic = Self.read(packets)
            #expect(traffic.told == (0..<8).map { "> " + Self.call($0) } && traffic.codes.isEmpty)
        }
    }

    @Test func aSegmentThatWasNotCapturedCostsItsMessagesOnly() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        packets.append(talk.say(.client, Self.message(0)))
        _ = talk.say(.client, Self.message(1) + Self.message(2))
        packets.append(talk.say(.client, Self.message(3)))
        // The answer says that all of it has come.
        packets.append(talk.say(.server, MadeTalk.frame(.server, #"[3,"3",{}]"#)))
        packets.append(talk.say(.client, Self.message(4)))
        let traffic = Self.read(packets)
        #expect(
            traffic.told == ["> " + Self.call(0), "> " + Self.call(3), #"< [3,"3",{}]"#, "> " + Self.call(4)])
        #expect(traffic.codes == ["bytes_missing"] && traffic.fault == nil)
    }

    @Test func aHoleInsideAMessageLeavesTheNextOneWhole() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        let long = MadeTalk.frame(
            .client, "[2,\"9\",\"DataTransfer\",{\"vendorId\":\"\(String(repeating: "[3,", count: 300))\"}]")
        packets.append(talk.say(.client, Array(long[..<200])))
        _ = talk.say(.client, Array(long[200..<700]))
        // Its rest and the next message share a segment.
        packets.append(talk.say(.client, Array(long[700...]) + Self.message(1)))
        packets.append(talk.say(.server, []))
        let traffic = Self.read(packets)
        #expect(traffic.told == ["> " + Self.call(1)] && traffic.codes == ["bytes_missing"])
    }

    @Test func withoutAnyAnswerTheEndOfTheCaptureTellsThatNothingComesAnyMore() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        _ = talk.say(.client, Self.message(0))
        packets += (1..<4).map { talk.say(.client, Self.message($0)) }
        let traffic = Self.read(packets)
        #expect(traffic.told == (1..<4).map { "> " + Self.call($0) } && traffic.codes == ["bytes_missing"])
    }

    @Test func onlySoMuchWaitsForALostSegment() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        let lost = talk.say(.client, Self.message(0))
        packets += (1..<700).map { talk.say(.client, Self.message($0)) }
        packets.append(lost)
        let traffic = Self.read(packets)
        #expect(traffic.told == (1..<700).map { "> " + Self.call($0) } && traffic.codes == ["bytes_missing"])
        // Given up long before the end.
        #expect(traffic.lines.first.map { $0 < 600 } == true)
    }

    @Test func signsOfLifeAreNoData() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        for number in 0..<3 {
            packets.append(talk.say(.client, Self.message(number)))
            packets.append(talk.packet(.client, [0], at: talk.clientNext &- 1))
            packets.append(talk.packet(.server, [], at: talk.serverNext))
        }
        // A capture that begins with one.
        for capture in [packets, Array(packets[6...])] {
            let traffic = Self.read(capture)
            #expect(traffic.told == (capture.count > 10 ? 0..<3 : 1..<3).map { "> " + Self.call($0) })
        }
    }

    @Test func theSameEndsMayConnectAgain() {
        var packets: [[UInt8]] = []
        for number in 0..<3 {
            var talk = MadeTalk(clientNext: UInt32(1_000 + number * 10_000_000))
            packets += talk.openWebSocket(path: "/CP-\(number)")
            packets.append(talk.say(.client, Self.message(number)))
            switch number {
            case 0: packets.append(talk.packet(.server, [], at: talk.serverNext, flags: MadeTalk.Flag.rst))
            case 1:
                packets.append(talk.say(.client, [], flags: MadeTalk.Flag.fin))
                packets.append(talk.say(.server, [], flags: MadeTalk.Flag.fin))
                packets.append(talk.say(.client, []))
            default: break
            }
        }
        let traffic = Self.read(packets)
        #expect(traffic.frames.map(\.charger) == ["CP-0", "CP-1", "CP-2"])
        #expect(traffic.frames.map(\.connection) == [1, 2, 3] && traffic.codes.isEmpty)
    }

    @Test func aConnectionThatWasSilentLongestIsGivenUpWhenThereAreTooMany() {
        var talks = (0..<6).map { MadeTalk(clientPort: 50_000 + $0) }
        var packets: [[UInt8]] = []
        for index in talks.indices {
            packets += talks[index].openWebSocket(path: "/CP-\(index)")
            packets.append(talks[0].say(.client, Self.message(index)))
        }
        for index in talks.indices { packets.append(talks[index].say(.client, Self.message(10 + index))) }
        let traffic = Self.read(packets, table: ConnectionTable(mostConnections: 4, mostBytes: 1 << 20))
        // The first spoke all the time.
        #expect(traffic.frames.filter { $0.charger == "CP-0" }.count == 7)
        #expect(traffic.codes.filter { $0 == "too_many_connections" }.count >= 2)
        #expect(Set(traffic.frames.map(\.charger)).isSuperset(of: ["CP-0", nil]))
    }

    @Test func allConnectionsTogetherKeepABoundedNumberOfBytes() {
        var talks = (0..<40).map { MadeTalk(clientPort: 50_000 + $0) }
        var packets: [[UInt8]] = []
        let half = MadeTalk.frame(.client, [UInt8](repeating: 0x5B, count: 40_000)).prefix(30_000)
        for index in talks.indices {
            packets += talks[index].openWebSocket(path: "/CP-\(index)")
            packets.append(talks[index].say(.client, Array(half)))
        }
        let traffic = Self.read(packets, table: ConnectionTable(mostConnections: 1_000, mostBytes: 500_000))
        #expect(traffic.codes.filter { $0 == "too_many_connections" }.count > 20)
    }
}

import OCPP
import Testing

@testable import LogFormats

/// What goes through the connections of a capture.
struct CaptureWebSocketTests {
    private static let heartbeat = #"[2,"1","Heartbeat",{}]"#
    private static let answer = #"[3,"1",{"currentTime":"2026-11-23T10:00:00Z"}]"#

    private static func read(_ packets: [[UInt8]]) -> Traffic {
        Traffic(MadeCapture.pcap(packets, link: 101))
    }

    @Test func messagesInFragmentsAndPiecesOfAnySizeAreWhole() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        let text = Array(Self.heartbeat.utf8)
        var bytes = MadeTalk.frame(.client, Array(text[..<9]), isFinal: false, mask: [1, 2, 3, 4])
        bytes += MadeTalk.frame(.client, [], opcode: 9)
        bytes += MadeTalk.frame(.client, Array(text[9..<10]), opcode: 0, isFinal: false, mask: [9, 8, 7, 6])
        bytes += MadeTalk.frame(.client, Array(text[10...]), opcode: 0)
        packets += bytes.map { talk.say(.client, [$0]) }
        packets.append(talk.say(.server, MadeTalk.frame(.server, Self.answer)))
        let traffic = Self.read(packets)
        #expect(traffic.told == ["> " + Self.heartbeat, "< " + Self.answer])
        // The packet that makes it whole.
        #expect(traffic.frames.map(\.line) == [5 + bytes.count, 6 + bytes.count])
    }

    @Test func compressedMessagesAreInflatedAlsoWhereTheyBuildOnEachOther() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket(extensions: "permessage-deflate; client_max_window_bits=15")
        let (client, server) = (Deflating(), Deflating())
        for _ in 0..<3 {
            packets.append(
                talk.say(.client, MadeTalk.frame(.client, client.message(Self.heartbeat), isCompressed: true)))
            packets.append(talk.say(.server, MadeTalk.frame(.server, server.message(Self.answer), isCompressed: true)))
        }
        let traffic = Self.read(packets)
        #expect(traffic.told.count == 6 && Set(traffic.told) == ["> " + Self.heartbeat, "< " + Self.answer])
    }

    @Test func compressionThatBuildsOnALostMessageIsGivenUpAndCounted() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket(extensions: "permessage-deflate")
        let (client, server) = (Deflating(), Deflating())
        for number in 0..<4 {
            let packet = talk.say(.client, MadeTalk.frame(.client, client.message(Self.heartbeat), isCompressed: true))
            if number != 1 { packets.append(packet) }
            packets.append(talk.say(.server, MadeTalk.frame(.server, server.message(Self.answer), isCompressed: true)))
        }
        let traffic = Self.read(packets)
        #expect(traffic.told == ["> " + Self.heartbeat] + Array(repeating: "< " + Self.answer, count: 4))
        #expect(traffic.codes == ["given_up"])
    }

    @Test func aCaptureThatBeginsInTheMiddleIsReadFromTheNextFrameOn() {
        var talk = MadeTalk()
        let packets =
            talk.openWebSocket() + [
                talk.say(.server, Array(MadeTalk.frame(.server, Self.answer)[20...])),
                talk.say(.client, MadeTalk.frame(.client, Self.heartbeat)),
                talk.say(.server, MadeTalk.frame(.server, Self.answer)),
                talk.say(.client, MadeTalk.frame(.client, [], opcode: 9)),
                talk.say(.client, MadeTalk.frame(.client, Self.heartbeat)),
            ]
        let traffic = Self.read(Array(packets[5...]))
        #expect(traffic.told == ["> " + Self.heartbeat, "< " + Self.answer, "> " + Self.heartbeat])
        #expect(traffic.frames.allSatisfy { $0.charger == nil && $0.version == nil && $0.connection == 1 })
        #expect(traffic.codes.isEmpty && traffic.unnamed == 1)
        // Also where the server's side shows it first, and where only the answer of the handshake is there.
        #expect(Self.read(Array(packets[7...])).told == ["< " + Self.answer, "> " + Self.heartbeat])
        let late = Self.read([packets[4]] + packets[6...])
        #expect(late.told.count == 3 && late.frames.allSatisfy { $0.version == .v16 && $0.charger == nil })
    }

    @Test func aRequestWhoseAnswerIsMissingStillNamesTheStation() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        packets.removeLast()
        packets.append(talk.say(.client, MadeTalk.frame(.client, Self.heartbeat)))
        packets.append(talk.say(.server, MadeTalk.frame(.server, Self.answer)))
        let traffic = Self.read(packets)
        #expect(traffic.frames.map(\.charger) == ["CP 7", "CP 7"])
        #expect(Set(traffic.told) == ["> " + Self.heartbeat, "< " + Self.answer])
    }

    @Test func aHandshakeThatIsRefusedFirstAndThenAcceptedIsOne() {
        var talk = MadeTalk()
        var packets = talk.open()
        packets.append(talk.say(.client, MadeTalk.request(path: "/health", offers: nil)))
        let refusal = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno"
        packets.append(talk.say(.server, Array(refusal.utf8)))
        packets.append(talk.say(.client, MadeTalk.request(path: "/a/b/CP-9", offers: "ocpp2.0.1, ocpp1.6")))
        packets.append(talk.say(.server, Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)))
        packets.append(talk.say(.server, MadeTalk.answer(agreed: "ocpp2.0.1", extensions: nil)))
        packets.append(talk.say(.client, MadeTalk.frame(.client, Self.heartbeat)))
        let traffic = Self.read(packets)
        #expect(traffic.frames.map(\.charger) == ["CP-9"] && traffic.frames.map(\.version) == [.v201])
    }

    @Test func textThatIsNoFrameIsHandedOnWhereOCPPIsSpoken() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        packets.append(talk.say(.client, MadeTalk.frame(.client, "hello")))
        packets.append(talk.say(.client, MadeTalk.frame(.client, [0xFF, 0x00], opcode: 2)))
        let traffic = Self.read(packets)
        #expect(traffic.frames.map(\.bytes) == [Array("hello".utf8), [0xFF, 0x00]])
        #expect(traffic.frames.map(\.remark) == [nil, "it was sent as a binary message"])
        var other = MadeTalk()
        packets = other.openWebSocket(path: "/ui", offers: nil, agreed: nil)
        packets.append(other.say(.client, MadeTalk.frame(.client, #"{"type":"subscribe"}"#)))
        let page = Self.read(packets)
        #expect(page.codes == ["not_ocpp"] && page.frames.isEmpty)
        #expect(page.fault?.hasSuffix("1 of them is a WebSocket, without a frame of OCPP") == true)
        // No subprotocol, but frames: OCPP all the same.
        packets.append(other.say(.client, MadeTalk.frame(.client, Self.heartbeat)))
        packets.append(other.say(.client, MadeTalk.frame(.client, "[2,")))
        #expect(Self.read(packets).told == ["> " + Self.heartbeat, "> [2,"])
    }

    @Test func aMessageThatIsTooLargeKeepsItsBeginning() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        let long = MadeTalk.frame(.client, Array("[2,".utf8) + [UInt8](repeating: 0x20, count: 1_500_000))
        var position = 0
        while position < long.count {
            packets.append(talk.say(.client, Array(long[position..<min(position + 1_400, long.count)])))
            position += 1_400
        }
        packets.append(talk.say(.client, MadeTalk.frame(.client, Self.heartbeat)))
        let traffic = Self.read(packets)
        #expect(traffic.frames.map(\.bytes.count) == [64 << 10, Self.heartbeat.utf8.count])
        #expect(traffic.frames.first?.remark == "it has 1500003 bytes; only its beginning was kept")
    }

    @Test func aCaptureOfTLSSaysSoAndNamesTheWayOut() {
        var packets: [[UInt8]] = []
        for number in 0..<5 {
            var talk = MadeTalk(clientPort: 50_000 + number, serverPort: 443)
            packets += talk.open()
            packets.append(talk.say(.client, [22, 3, 1, 0, 200] + [UInt8](repeating: 1, count: 200)))
            packets.append(talk.say(.server, [22, 3, 3, 0, 100] + [UInt8](repeating: 1, count: 100)))
        }
        let traffic = Self.read(packets)
        #expect(traffic.codes == Array(repeating: "encrypted", count: 5))
        #expect(
            traffic.fault
                == "encrypted: the capture holds 5 TLS connections (10.0.0.7:50000 to 10.0.0.1:443, 10.0.0.7:50001 to "
                + "10.0.0.1:443, 10.0.0.7:50002 to 10.0.0.1:443 and 2 more) and no WebSocket that can be read. Capture "
                + "behind the end of TLS, between the load balancer and the CSMS, or let the stations connect through "
                + "`ocpplogs serve` as a proxy")
        // Beside plain OCPP it is a remark.
        var talk = MadeTalk()
        packets += talk.openWebSocket() + [talk.say(.client, MadeTalk.frame(.client, Self.heartbeat))]
        #expect(Self.read(packets).fault == nil && Self.read(packets).told.count == 1)
    }

    @Test func aCaptureWithoutOCPPSaysWhatWasLookedAt() {
        var talk = MadeTalk()
        let packets =
            talk.open() + [
                talk.say(.server, Array("220 mail ready\r\n".utf8)), talk.say(.client, Array("EHLO x\r\n".utf8)),
            ]
        #expect(
            Self.read(packets).fault
                == "no OCPP was found in this capture: looked at 5 packets and 1 TCP connection; none of them is a WebSocket"
        )
    }
}

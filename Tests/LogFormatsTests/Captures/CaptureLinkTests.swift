import Testing

@testable import LogFormats

/// What stands in a packet in front of TCP.
struct CaptureLinkTests {
    private static let heartbeat = #"[2,"1","Heartbeat",{}]"#

    private static func packets(_ talk: MadeTalk) -> [[UInt8]] {
        var talk = talk
        return talk.openWebSocket() + [talk.say(.client, MadeTalk.frame(.client, heartbeat))]
    }

    private static func isFound(_ packets: [[UInt8]], link: UInt32) -> Bool {
        let traffic = Traffic(MadeCapture.pcap(packets, link: link))
        return traffic.told == ["> " + heartbeat] && traffic.fault == nil && traffic.codes.isEmpty
    }

    private static let version6 = MadeTalk(
        clientAddress: [0xFD] + [UInt8](repeating: 0, count: 14) + [7],
        serverAddress: [0xFD] + [UInt8](repeating: 0, count: 14) + [1])

    @Test(arguments: [[], [0x81, 0, 0, 5], [0x88, 0xA8, 0, 9, 0x81, 0, 0, 5]] as [[UInt8]])
    func virtualNetworksOnEthernetArePassedThrough(_ tags: [UInt8]) {
        for talk in [MadeTalk(), Self.version6] {
            #expect(Self.isFound(Self.packets(talk).map { MadeCapture.ethernet($0, tags: tags) }, link: 1))
        }
    }

    @Test(
        arguments: [
            (0, [2, 0, 0, 0]), (108, [0, 0, 0, 2]), (12, []), (101, []), (228, []),
            (113, [0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0]),
            (113, [0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0x81, 0, 0, 7, 8, 0]),
            (276, [8, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0]),
        ] as [(UInt32, [UInt8])])
    func otherLinksAreRead(_ link: UInt32, _ head: [UInt8]) {
        #expect(Self.isFound(Self.packets(MadeTalk()).map { head + $0 }, link: link))
    }

    @Test func version6IsReadWithItsExtensionHeaders() {
        #expect(Self.isFound(Self.packets(Self.version6), link: 101))
        var talk = Self.version6
        let hopByHop: [UInt8] = [60, 0, 1, 4, 0, 0, 0, 0]
        let destination: [UInt8] = [51, 1, 1, 12] + [UInt8](repeating: 0, count: 12)
        let authentication: [UInt8] = [44, 4] + [UInt8](repeating: 9, count: 22)
        // A fragment that is the whole packet (RFC 6946).
        let atomic: [UInt8] = [6, 0, 0, 0, 1, 2, 3, 4]
        talk.extensionHeaders = (0, hopByHop + destination + authentication + atomic)
        #expect(Self.isFound(Self.packets(talk), link: 101))
    }

    @Test func fragmentsAreCountedAndPassedOver() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        packets.append(talk.packet(.client, [1], at: 1, fragmentField: 0x2000))
        packets.append(talk.packet(.client, [1], at: 1, fragmentField: 0x0010))
        var version6 = Self.version6
        version6.extensionHeaders = (44, [6, 0, 0, 1, 1, 2, 3, 4])
        packets.append(version6.packet(.client, [1], at: 1))
        packets.append(talk.say(.client, MadeTalk.frame(.client, Self.heartbeat)))
        let traffic = Traffic(MadeCapture.pcap(packets, link: 101))
        #expect(traffic.codes == ["ip_fragment", "ip_fragment", "ip_fragment"] && traffic.lines == [6, 7, 8])
        #expect(traffic.told == ["> " + Self.heartbeat])
    }

    @Test func otherProtocolsAreNoTrouble() {
        let arp: [UInt8] = [UInt8](repeating: 0xFF, count: 12) + [8, 6] + [UInt8](repeating: 0, count: 46)
        var udp = MadeTalk().packet(.client, [1, 2], at: 1)
        udp[9] = 17
        let packets =
            [arp, MadeCapture.ethernet(udp), [1, 2, 3]] + Self.packets(MadeTalk()).map { MadeCapture.ethernet($0) }
        let traffic = Traffic(MadeCapture.pcap(packets))
        #expect(traffic.told == ["> " + Self.heartbeat] && traffic.codes == ["cut_off_packet"])
    }

    @Test func packetsThatWereCutOffLoseTheirMessageAndNoMore() {
        var talk = MadeTalk()
        var packets = talk.openWebSocket()
        let long = "[2,\"1\",\"DataTransfer\",{\"vendorId\":\"\(String(repeating: "x", count: 400))\"}]"
        packets.append(talk.say(.client, MadeTalk.frame(.client, long)))
        packets.append(talk.say(.client, MadeTalk.frame(.client, Self.heartbeat)))
        let traffic = Traffic(MadeCapture.pcap(packets, link: 101, longest: 300))
        #expect(traffic.told == ["> " + Self.heartbeat] && traffic.codes == ["bytes_missing"] && traffic.lines == [6])
    }
}

import Foundation
import OCPP
import OCPPLog
import Testing

@testable import LogFormats

/// The files in which packets are kept.
struct CaptureFileTests {
    static func talk() -> [[UInt8]] {
        var talk = MadeTalk()
        return talk.openWebSocket() + [
            talk.say(.client, MadeTalk.frame(.client, #"[2,"1","Heartbeat",{}]"#)),
            talk.say(.server, MadeTalk.frame(.server, #"[3,"1",{"currentTime":"2026-11-23T10:00:00Z"}]"#)),
        ]
    }

    private static let told = [
        #"> [2,"1","Heartbeat",{}]"#, #"< [3,"1",{"currentTime":"2026-11-23T10:00:00Z"}]"#,
    ]

    private static func time(_ microseconds: Int64) -> LoggedTime {
        .instant(Timestamp(microseconds: MadeCapture.start * 1_000_000 + microseconds))
    }

    @Test(arguments: [false, true], [false, true])
    func aCaptureOfTcpdumpIsReadInBothOrdersAndUnits(_ isBig: Bool, _ isNano: Bool) {
        let file = MadeCapture.pcap(Self.talk().map { MadeCapture.ethernet($0) }, isBig: isBig, isNano: isNano)
        let traffic = Traffic(file)
        #expect(traffic.told == Self.told && traffic.codes.isEmpty && traffic.fault == nil)
        #expect(traffic.frames.map(\.time) == [Self.time(5_000), Self.time(6_000)])
        #expect(traffic.frames.map(\.line) == [6, 7])
        #expect(traffic.frames.allSatisfy { $0.charger == "CP 7" && $0.version == .v16 && $0.connection == 1 })
        #expect(PcapFormat.confidence(file[...], isWhole: true) == 1)
        #expect(PcapngFormat.confidence(file[...], isWhole: true) == 0)
    }

    @Test(arguments: [false, true])
    func aCaptureOfWiresharkIsReadInBothOrders(_ isBig: Bool) {
        // Nanoseconds, and times that count from ten seconds later.
        let offset = MadeTalk.big32(0) + MadeTalk.big32(10)
        var file = MadeCapture.section(isBig: isBig)
        file += MadeCapture.block(4, [1, 2, 3, 4, 5], isBig: isBig)
        file += MadeCapture.interface(101, isBig: isBig)
        file += MadeCapture.interface(
            1, options: [(2, Array("eth0".utf8)), (9, [9]), (14, isBig ? offset : offset.reversed())], isBig: isBig)
        for (index, packet) in Self.talk().enumerated() {
            let isRaw = index % 2 == 0
            let microseconds = UInt64(MadeCapture.start) * 1_000_000 + UInt64(index)
            file += MadeCapture.enhanced(
                isRaw ? packet : MadeCapture.ethernet(packet), interface: isRaw ? 0 : 1,
                units: isRaw ? microseconds : (microseconds - 10_000_000) * 1_000 + 999, isBig: isBig)
            file += MadeCapture.block(0x0000_0BAD, [UInt8](repeating: 7, count: 100), isBig: isBig)
        }
        for pieces in [1, 7, 10_000] {
            let traffic = Traffic(file) { _ in pieces }
            #expect(traffic.told == Self.told && traffic.codes.isEmpty && traffic.fault == nil)
            #expect(traffic.frames.map(\.time) == [Self.time(5), Self.time(6)])
        }
        #expect(PcapngFormat.confidence(file[...], isWhole: true) == 1)
        #expect(PcapFormat.confidence(file[...], isWhole: true) == 0)
    }

    @Test func aNewSectionHasItsOwnOrderAndInterfaces() {
        var file: [UInt8] = []
        for (index, packet) in Self.talk().enumerated() {
            let isBig = index % 2 == 0
            file += MadeCapture.section(isBig: isBig) + MadeCapture.interface(101, options: [(9, [0x94])], isBig: isBig)
            file += MadeCapture.enhanced(packet, units: UInt64(MadeCapture.start) << 20 + 1 << 19, isBig: isBig)
        }
        let traffic = Traffic(file)
        #expect(traffic.told == Self.told && traffic.fault == nil)
        #expect(traffic.frames.first?.time == Self.time(500_000))
    }

    @Test func aSimplePacketHasNoTimeAndIsCutOffWhereItsInterfaceSays() {
        var file = MadeCapture.section(isBig: true) + MadeCapture.interface(101, longest: 4_096, isBig: true)
        for packet in Self.talk() {
            file += MadeCapture.block(3, MadeTalk.big32(UInt32(packet.count)) + packet, isBig: true)
        }
        let traffic = Traffic(file)
        #expect(traffic.told == Self.told && traffic.frames.allSatisfy { $0.time == nil })
    }

    @Test func whatStandsBeforeTheEndOfACutOffFileIsKept() {
        let packets = Self.talk().map { MadeCapture.ethernet($0) }
        let file = MadeCapture.pcap(packets)
        let traffic = Traffic(Array(file.dropLast(30)))
        #expect(traffic.told == Array(Self.told.prefix(1)))
        #expect(traffic.fault?.hasPrefix("the capture ends in the middle of packet 7") == true)
        let headOnly = Traffic(Array(file.prefix(20)))
        #expect(headOnly.fault?.contains("the middle of packet 1") == true)
        let section = MadeCapture.section(isBig: false) + MadeCapture.block(0xBAD, [1, 2, 3, 4], isBig: false)
        #expect(Traffic(section.dropLast()).fault?.contains("the middle of packet 1") == true)
    }

    @Test func aDamagedFileIsReadUpToTheDamage() {
        let packets = Self.talk().map { MadeCapture.ethernet($0) }
        let whole = MadeCapture.pcap(Array(packets.prefix(6)))
        let traffic = Traffic(whole + [UInt8](repeating: 0xFF, count: 64))
        #expect(traffic.told == Array(Self.told.prefix(1)))
        #expect(traffic.fault?.contains("damaged at byte \(whole.count)") == true)
        let section = MadeCapture.section(isBig: false)
        #expect(Traffic(section + [UInt8](repeating: 0xFF, count: 64)).fault?.contains("byte \(section.count)") == true)
    }

    @Test func aLinkTypeThatIsNotReadIsNamed() {
        let traffic = Traffic(MadeCapture.pcap(Self.talk(), link: 105))
        #expect(traffic.fault?.contains("link type 105") == true && traffic.frames.isEmpty)
        #expect(Traffic(MadeCapture.pcap([])).fault?.contains("looked at 0 packets and 0 TCP connections") == true)
    }
}

extension CaptureFileTests {
    @Test(arguments: [PcapFormat.self, PcapngFormat.self] as [any FileFormat.Type])
    func theSampleBecomesAnExchange(_ format: any FileFormat.Type) throws {
        let bytes = try #require(Data(base64Encoded: format.sample, options: .ignoreUnknownCharacters))
        let reading = Reading([UInt8](bytes))
        let entry = try #require(reading.entries.first)
        #expect(reading.entries.count == 1 && reading.fault == nil && reading.rejects.isEmpty)
        #expect(entry.kind == .exchange && entry.chargerID == ChargerID("CP-7") && entry.version == .v16)
        #expect(entry.datetime == Timestamp(microseconds: MadeCapture.start * 1_000_000 + 2_000))
        #expect(entry.latency == 1_000 && entry.source == .cp)
    }

    @Test func aCaptureThatIsPackedOrNamedIsReadAsWell() {
        let file = MadeCapture.pcap(Self.talk().map { MadeCapture.ethernet($0) })
        for reading in [Reading(Packing.gzip(file)), Reading(file, ImportOptions(format: .named("pcap")))] {
            #expect(reading.entries.map(\.kind) == [.exchange] && reading.fault == nil)
        }
        #expect(Reading(file, ImportOptions(format: .named("pcapng"))).fault?.contains("damaged at byte 0") == true)
    }
}

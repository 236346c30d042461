import OCPPLog

@testable import LogFormats

/// A capture file that a test makes up, of packets that it has, one every millisecond.
enum MadeCapture {
    /// The first packet: 2026-11-23T10:00:00Z, in seconds since 1970.
    static let start: Int64 = 1_795_428_000

    static func ethernet(_ packet: [UInt8], tags: [UInt8] = []) -> [UInt8] {
        let isVersion4 = packet.first.map { $0 >> 4 == 4 } ?? true
        // Short frames are filled up.
        let padding = [UInt8](repeating: 0, count: max(0, 46 - packet.count))
        return [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2] + tags + (isVersion4 ? [8, 0] : [0x86, 0xDD]) + packet + padding
    }

    static func pcap(
        _ packets: [[UInt8]], link: UInt32 = 1, isBig: Bool = false, isNano: Bool = false, longest: Int = .max
    ) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] {
            isBig ? MadeTalk.big32(value) : MadeTalk.big32(value).reversed()
        }
        var file = number(isNano ? 0xA1B2_3C4D : 0xA1B2_C3D4) + number(0x0004_0002) + number(0) + number(0)
        file += number(262_144) + number(link)
        for (index, packet) in packets.enumerated() {
            let captured = packet.prefix(longest)
            file += number(UInt32(start)) + number(UInt32(index) * (isNano ? 1_000_000 : 1_000))
            file += number(UInt32(captured.count)) + number(UInt32(packet.count)) + captured
        }
        return file
    }

    static func block(_ type: UInt32, _ content: [UInt8], isBig: Bool) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] {
            isBig ? MadeTalk.big32(value) : MadeTalk.big32(value).reversed()
        }
        let padded = content + [UInt8](repeating: 0, count: -content.count & 3)
        return number(type) + number(UInt32(padded.count + 12)) + padded + number(UInt32(padded.count + 12))
    }

    static func section(isBig: Bool) -> [UInt8] {
        let magic = MadeTalk.big32(0x1A2B_3C4D)
        let rest: [UInt8] = isBig ? [0, 1, 0, 0] : [1, 0, 0, 0]
        return block(
            0x0A0D_0D0A, (isBig ? magic : magic.reversed()) + rest + [UInt8](repeating: 0xFF, count: 8), isBig: isBig)
    }

    /// - Parameter options: code and value.
    static func interface(_ link: Int, longest: UInt32 = 0, options: [(Int, [UInt8])] = [], isBig: Bool) -> [UInt8] {
        func two(_ value: Int) -> [UInt8] { isBig ? MadeTalk.big16(value) : MadeTalk.big16(value).reversed() }
        let most = MadeTalk.big32(longest)
        var content = two(link) + [0, 0] + (isBig ? most : most.reversed())
        for (code, value) in options {
            content += two(code) + two(value.count) + value + [UInt8](repeating: 0, count: -value.count & 3)
        }
        return block(1, content, isBig: isBig)
    }

    static func enhanced(_ packet: [UInt8], interface: UInt32 = 0, units: UInt64, isBig: Bool) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] {
            isBig ? MadeTalk.big32(value) : MadeTalk.big32(value).reversed()
        }
        return block(
            6,
            number(interface) + number(UInt32(units >> 32)) + number(UInt32(truncatingIfNeeded: units))
                + number(UInt32(packet.count)) + number(UInt32(packet.count)) + packet, isBig: isBig)
    }
}

/// Everything that is found in a capture.
struct Traffic {
    var frames: [LoggedFrame] = []
    var codes: [String] = []
    var lines: [Int] = []
    var fault: String?
    /// Connections whose handshake is missing.
    var unnamed = 0

    init(
        _ file: [UInt8], table: ConnectionTable = ConnectionTable(), pieces: (Int) -> Int = { $0 }
    ) {
        let isNew = PcapngFile.begins(file.span)
        var traffic = CaptureTraffic(isNew ? PcapngFile() : PcapFile(), table: table, listsLines: true)
        var position = 0
        repeat {
            let end = position + max(1, min(pieces(file.count - position), file.count - position))
            traffic.append(Array(file[min(position, file.count)..<min(end, file.count)]))
            position = end
            while traffic.readPacket() { collect(&traffic) }
        } while position < file.count
        traffic.finish()
        while traffic.readPacket() { collect(&traffic) }
        collect(&traffic)
        fault = traffic.fault?.description
        unnamed = traffic.findings.unnamed
    }

    private mutating func collect(_ traffic: inout CaptureTraffic) {
        frames += traffic.findings.frames
        var batch = ImportBatch()
        traffic.findings.passedOver.takeList(into: &batch)
        let rejects = batch.rejects + traffic.findings.rejects
        codes += rejects.map(\.code)
        lines += rejects.map(\.line)
        traffic.findings.clearNews()
    }

    /// The frames with an arrow from the charging station, or to it.
    var told: [String] {
        frames.map { ($0.sender == .cp ? "> " : "< ") + String(decoding: $0.bytes, as: UTF8.self) }
    }
}

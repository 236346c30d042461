import OCPP
import OCPPLog

/// The traffic of a capture: its packets become connections, connections messages, messages frames.
///
/// It keeps the packet that it reads, and of connections what ``ConnectionTable`` allows.
struct CaptureTraffic {
    private var file: any CaptureFile
    private var buffer = CaptureBuffer()
    private var table: ConnectionTable
    private var isFinished = false
    private var moment = CapturedConnection.Moment(time: nil, packet: 0)

    /// What was found so far.
    var findings: CaptureFindings
    /// Whether everything is read that can be read.
    private(set) var isOver = false
    /// What is wrong with the capture as a whole, once all is read: it is cut off, damaged, encrypted, or holds no OCPP.
    private(set) var fault: ImportFault?

    init(_ file: any CaptureFile, table: ConnectionTable = ConnectionTable(), listsLines: Bool) {
        self.file = file
        findings = CaptureFindings(listsLines: listsLines)
        self.table = table
    }

    /// Takes the next bytes of the file.
    mutating func append(_ bytes: [UInt8]) {
        if !isOver { buffer.append(bytes) }
    }

    /// There are no more bytes.
    mutating func finish() {
        isFinished = true
    }

    /// Reads one packet.
    /// - Returns: false when more bytes are needed, or everything is read.
    mutating func readPacket() -> Bool {
        guard !isOver else { return false }
        do throws(ImportFault) {
            guard let packet = try file.next(in: &buffer) else {
                if isFinished { end(nil) }
                return false
            }
            take(packet)
            return true
        } catch {
            end(error)
            return false
        }
    }

    private mutating func take(_ packet: CapturedPacket) {
        findings.packets += 1
        moment = CapturedConnection.Moment(time: packet.time, packet: findings.packets)
        let bytes = buffer.bytes
        let span = bytes.span.extracting(packet.bytes)
        switch PacketContent(span, link: packet.link) {
        case .tcp(let segment): table.take(segment, in: span, moment, into: &findings)
        case .fragment: findings.add(.fragment, packet: findings.packets)
        case .cutOff: findings.add(.cutOffPacket, packet: findings.packets)
        case .unknownLink: findings.addUnknownLink(packet.link)
        case .other: break
        }
    }

    private mutating func end(_ damage: ImportFault?) {
        table.finish(moment, into: &findings)
        isOver = true
        fault = damage
        if fault == nil, buffer.count > 0 || buffer.isSkipping {
            fault = ImportFault(
                "the capture ends in the middle of packet \(findings.packets + 1): the file was cut off, or is still "
                    + "being written; what stands before it was read")
        }
        // That a capture is encrypted matters more than that its end is missing.
        fault = findings.encrypted > 0 ? findings.fault ?? fault : fault ?? findings.fault
        buffer = CaptureBuffer()
    }
}

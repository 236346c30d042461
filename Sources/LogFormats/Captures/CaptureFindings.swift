import OCPP
import OCPPLog

/// What was found in packets: frames and faults that are not handed on yet, and counts of everything.
struct CaptureFindings {
    /// In the order in which they were complete.
    var frames: [LoggedFrame] = []
    var rejects: [ImportReject] = []
    /// What is no OCPP, and no fault of the capture.
    var passedOver: PassedOver

    var packets = 0
    var connections = 0
    var webSockets = 0
    /// Those of them whose handshake was not captured.
    var unnamed = 0
    private(set) var frameCount = 0
    private(set) var encrypted = 0
    /// The first of them, for people.
    private var encryptedEnds: [String] = []
    /// How many packets have a link type that is not read, and the first such type.
    private var unknownLinks = (packets: 0, first: 0)

    /// So many connections are named in a message.
    private static let mostNamed = 3

    /// - Parameter listsLines: whether each packet that is passed over is told.
    init(listsLines: Bool) {
        passedOver = PassedOver(isListed: listsLines)
    }

    /// Whether there are frames or rejects.
    var hasNews: Bool { !frames.isEmpty || !rejects.isEmpty }

    /// Frames and rejects are handed on.
    mutating func clearNews() {
        frames.removeAll(keepingCapacity: true)
        rejects.removeAll(keepingCapacity: true)
    }

    /// Takes a frame that is whole.
    mutating func add(_ frame: LoggedFrame) {
        frameCount += 1
        frames.append(frame)
    }

    /// Notes what cannot be read.
    mutating func add(_ fault: LineFault, packet: Int) {
        rejects.append(fault.reject(at: packet))
    }

    /// Notes a connection that is encrypted.
    mutating func addEncrypted(from client: NetworkEndpoint, to server: NetworkEndpoint, packet: Int) {
        encrypted += 1
        if encryptedEnds.count < Self.mostNamed { encryptedEnds.append("\(client) to \(server)") }
        passedOver.add(.encrypted, packet)
    }

    /// Notes a packet of a link type that is not read.
    mutating func addUnknownLink(_ link: Int) {
        if unknownLinks.packets == 0 { unknownLinks.first = link }
        unknownLinks.packets += 1
    }

    /// What is worth telling of it, as sentences without a full stop.
    var notes: [String] {
        guard unnamed > 0 else { return [] }
        return [
            "the beginning of \(TraceNotes.counted(unnamed, "connection")) was not captured: which charging station and "
                + "version it is of is not known"
        ]
    }

    /// Why nothing was found in the whole capture; nil when something was.
    var fault: ImportFault? {
        guard frameCount == 0 else { return nil }
        if encrypted > 0, webSockets == 0 { return encryptedFault }
        if packets > 0, unknownLinks.packets == packets {
            return ImportFault(
                "the packets of this capture have link type \(unknownLinks.first), which is not read; "
                    + "read are \(PacketContent.knownLinks)")
        }
        let found =
            webSockets > 0
            ? "\(webSockets) of them \(webSockets == 1 ? "is a WebSocket" : "are WebSockets"), without a frame of OCPP"
            : "none of them is a WebSocket"
        return ImportFault(
            "no OCPP was found in this capture: looked at \(TraceNotes.counted(packets, "packet")) and "
                + "\(TraceNotes.counted(connections, "TCP connection")); "
                + (connections == 0 ? "OCPP goes over TCP" : found))
    }

    private var encryptedFault: ImportFault {
        let more = encrypted - encryptedEnds.count
        let named = encryptedEnds.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        return ImportFault(
            "encrypted: the capture holds \(TraceNotes.counted(encrypted, "TLS connection")) (\(named)) and no WebSocket that can "
                + "be read. Capture behind the end of TLS, between the load balancer and the CSMS, or let the stations "
                + "connect through `ocpplogs serve` as a proxy")
    }
}

extension LineFault {
    static let encrypted = LineFault(
        code: "encrypted", reason: "a connection is encrypted by TLS: whether it is OCPP cannot be seen")
    static let fragment = LineFault(
        code: "ip_fragment", reason: "a packet is a fragment of an IP packet: fragments are not put together")
    static let cutOffPacket = LineFault(
        code: "cut_off_packet",
        reason: "too little of a packet was captured to read its headers: capture whole packets (-s 0)")
    static let noOCPP = LineFault(code: "not_ocpp", reason: "a message of a WebSocket that is not used for OCPP")
    static let notInflatable = LineFault(
        code: "not_inflatable", reason: "a compressed message cannot be inflated: what it builds on was not captured")
    static let tooManyConnections = LineFault(
        code: "too_many_connections",
        reason: "more connections are open at once than are kept: the one that was silent longest was given up")

    static func bytesMissing(_ why: String) -> LineFault {
        LineFault(code: "bytes_missing", reason: "a part of a connection cannot be read: \(why)")
    }
    static func givenUp(_ why: String) -> LineFault {
        LineFault(code: "given_up", reason: "the rest of a connection cannot be read: \(why)")
    }
}

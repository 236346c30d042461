import OCPP
public import OCPPLog

/// Writes a network capture (pcapng) that Wireshark opens: each connection of a charging station becomes a TCP connection with a
/// WebSocket handshake, each frame a WebSocket message with the time at which it was here.
///
/// Addresses, ports and masks are made up. A frame of which only the payload is known is written with the id of its entry.
/// Entries without a frame, connections and gaps, are left out and counted; envelopes of OCPP-S go over HTTP and are left out too.
public struct PcapngWriter: EntryWriter {
    private var conversations = SyntheticConversations()
    /// Of the frame that is written: used again.
    private var frame: [UInt8] = []
    private var withoutFrame = 0
    private var envelopes = 0

    /// A writer at the beginning of a file.
    public init() {}

    /// The header of the file, and its one network interface.
    public mutating func begin(_ bytes: inout [UInt8]) {
        PcapngBlock.appendSection(
            comment: "exported by ocpplogs: the frames are those that were recorded; addresses, ports, masks and the "
                + "packets around them are made up", to: &bytes)
        PcapngBlock.appendInterface(to: &bytes)
    }

    /// Appends the frames of one entry as packets. The first of a connection come with its handshake.
    public mutating func append(_ entry: Entry, to bytes: inout [UInt8]) {
        guard entry.request != nil || entry.response != nil else { return withoutFrame += 1 }
        guard !entry.version.isSOAP else { return envelopes += 1 }
        let comment = "\(entry.kind.rawValue) \(entry.id)"
        let slot = conversations.slot(of: entry, to: &bytes)
        if let request = entry.request {
            make(request, of: entry, isRequest: true)
            let opcode: UInt8 = entry.reason == FrameProblem.Reason.binary.rawValue ? 2 : 1
            conversations[slot].send(
                frame, opcode: opcode, from: entry.source, at: entry.datetime,
                comment: entry.kind == .malformed ? comment : comment + ": request", to: &bytes)
        }
        if let response = entry.response {
            make(response, of: entry, isRequest: false)
            // The source of an orphan has sent the answer.
            conversations[slot].send(
                frame, opcode: 1, from: entry.kind == .orphan ? entry.source : entry.source.other,
                at: entry.datetime.advanced(by: .microseconds(entry.latency ?? 0)), comment: comment + ": response",
                to: &bytes)
        }
    }

    /// Nothing stands behind the last entry.
    public mutating func end(_ bytes: inout [UInt8]) {}

    /// Entries that are not in the capture.
    public var omission: ExportOmission? {
        guard withoutFrame + envelopes > 0 else { return nil }
        var parts: [String] = []
        if withoutFrame > 0 {
            parts.append("\(Counted.text(withoutFrame, "entry has", "entries have")) no frame: connections and gaps")
        }
        if envelopes > 0 {
            parts.append(
                "\(Counted.text(envelopes, "entry is an envelope", "entries are envelopes")) of OCPP-S, which goes over HTTP "
                    + "and not over a WebSocket")
        }
        return ExportOmission(count: withoutFrame + envelopes, sentence: parts.joined(separator: "; "))
    }

    /// The frame as it was on the wire; where the log knows its payload alone, with what stands before it.
    private mutating func make(_ recorded: RecordedFrame, of entry: Entry, isRequest: Bool) {
        frame.removeAll(keepingCapacity: true)
        guard entry.kind != .malformed, entry.uniqueID == nil, recorded.payload != nil else {
            frame += recorded.bytes
            return
        }
        let type = isRequest ? (entry.kind == .send ? 6 : 2) : (recorded.error == nil ? 3 : 4)
        frame += Array("[\(type),".utf8)
        frame += Array(JSONText.quoted(entry.id.description).utf8)
        if isRequest { frame += Array(",\(JSONText.quoted(entry.action?.rawValue ?? ""))".utf8) }
        if let error = recorded.error {
            frame += Array(",\(JSONText.quoted(error.code.rawValue)),\(JSONText.quoted(error.text))".utf8)
        }
        frame.append(UInt8(ascii: ","))
        frame += recorded.payloadBytes
        frame.append(UInt8(ascii: "]"))
    }
}

import OCPP
public import OCPPLog

/// Writes a trace of OCPP DebugKit: the messages of one station as JSON, in the order of their times.
///
/// A trace is of one station, so it is that of the first entry. What has no place in it (other stations, broken frames,
/// connections, gaps, SEND and CALLRESULTERROR of 2.1) is counted in `_left_out` at its end, and in ``omission``.
public struct DebugkitWriter: EntryWriter {
    private let subject: ExportSubject
    private var order = EventOrder()
    private var station: ChargerID?
    private var event: [UInt8] = []
    private var hasEvents = false
    private var leftOut = LeftOut()

    /// What is not in the trace, in entries.
    private struct LeftOut {
        var otherStations = 0
        var malformed = 0
        var connections = 0
        var gaps = 0
        /// Messages of kinds that a trace does not know; an exchange counts when its answer is such a message.
        var otherMessages = 0

        var withoutMessage: Int { malformed + connections + gaps + otherMessages }
    }

    /// A writer at the beginning of a file.
    /// - Parameter subject: what the trace says that it was asked for.
    public init(_ subject: ExportSubject = ExportSubject()) {
        self.subject = subject
    }

    /// Nothing stands before the first entry, which names the station.
    public mutating func begin(_ bytes: inout [UInt8]) {}

    /// Appends the messages of one entry, or keeps them until those before them are there.
    public mutating func append(_ entry: Entry, to bytes: inout [UInt8]) {
        if station == nil { appendHead(entry, to: &bytes) }
        guard entry.chargerID == station else { return leftOut.otherStations += 1 }
        switch entry.kind {
        case .malformed: return leftOut.malformed += 1
        case .connection: return leftOut.connections += 1
        case .gap: return leftOut.gaps += 1
        case .exchange, .unanswered, .orphan, .send: break
        }
        appendDue(at: entry.datetime, to: &bytes)
        var isWhole = true
        if let frame = entry.request {
            isWhole = add(frame, of: entry, asAnswer: false, from: entry.source, at: entry.datetime, known: true)
        }
        if let frame = entry.response {
            let sender = entry.request == nil ? entry.source : entry.source.other
            let time = entry.datetime.advanced(by: .microseconds(entry.latency ?? 0))
            let isKnown = entry.request == nil || entry.latency != nil
            isWhole = add(frame, of: entry, asAnswer: true, from: sender, at: time, known: isKnown) && isWhole
        }
        if !isWhole { leftOut.otherMessages += 1 }
    }

    /// What still waits, and the count of what is not in the trace.
    public mutating func end(_ bytes: inout [UInt8]) {
        if station == nil { appendHead(nil, to: &bytes) }
        appendDue(at: nil, to: &bytes)
        bytes +=
            "\n],\"_left_out\":{\"other_stations\":\(leftOut.otherStations),\"malformed\":\(leftOut.malformed),".utf8
        bytes += "\"connections\":\(leftOut.connections),\"gaps\":\(leftOut.gaps),".utf8
        bytes += "\"other_messages\":\(leftOut.otherMessages)}}\n".utf8
    }

    /// Entries that are not in the trace.
    public var omission: ExportOmission? {
        let count = leftOut.otherStations + leftOut.withoutMessage
        guard count > 0 else { return nil }
        var parts: [String] = []
        if leftOut.otherStations > 0 {
            let name = station?.rawValue ?? ""
            parts.append(
                "\(Counted.text(leftOut.otherStations, "entry is", "entries are")) of other stations: a trace is of one, "
                    + "this of \(JSONText.quoted(name)); charger:… asks for another")
        }
        if leftOut.withoutMessage > 0 {
            parts.append(
                "\(Counted.text(leftOut.withoutMessage, "entry holds", "entries hold")) no message that a trace can say: "
                    + "broken frames, connections, gaps, SEND and CALLRESULTERROR")
        }
        return ExportOmission(count: count, sentence: parts.joined(separator: "; "))
    }

    private mutating func appendHead(_ entry: Entry?, to bytes: inout [UInt8]) {
        station = entry?.chargerID ?? ChargerID("")
        bytes += "{\"traceId\":\"ocpplogs-\(entry?.id.description ?? "empty")\",\"metadata\":{\"stationId\":".utf8
        JSONText.append(station?.rawValue ?? "", to: &bytes)
        if let version = entry?.version, version != .unknown {
            bytes += ",\"ocppVersion\":\"\(version.rawValue)\"".utf8
        }
        bytes += ",\"source\":".utf8
        JSONText.append(subject.program.description, to: &bytes)
        bytes += ",\"description\":".utf8
        let asked = subject.lines.map { "\($0.name): \($0.value)." }.joined(separator: " ")
        JSONText.append("\(asked) What a trace has no place for is counted in _left_out.", to: &bytes)
        bytes += "},\"events\":[".utf8
    }

    /// - Parameter known: whether the time is that of the message; else the trace says none.
    /// - Returns: whether the message has a place in a trace.
    private mutating func add(
        _ frame: RecordedFrame, of entry: Entry, asAnswer: Bool, from sender: Source, at time: Timestamp, known: Bool
    ) -> Bool {
        event.removeAll(keepingCapacity: true)
        event += "{\"timestamp\":".utf8
        event += known ? "\"\(time)\"".utf8 : "null".utf8
        event += ",\"direction\":\"\(sender == .cp ? "CS_TO_CSMS" : "CSMS_TO_CS")\",\"message\":".utf8
        guard DebugkitMessage.append(frame, of: entry, asAnswer: asAnswer, to: &event) else { return false }
        event.append(UInt8(ascii: "}"))
        order.add(event, at: time)
        return true
    }

    private mutating func appendDue(at moment: Timestamp?, to bytes: inout [UInt8]) {
        order.due(at: moment) { event in
            bytes += hasEvents ? ",\n".utf8 : "\n".utf8
            hasEvents = true
            bytes += event
        }
    }
}

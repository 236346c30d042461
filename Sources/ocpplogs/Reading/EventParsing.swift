/// Reads server-sent events (HTML Standard, 9.2.6) out of bytes that come in pieces of any size.
struct EventParsing {
    /// One event. Comments are none; one without data only moves the place on.
    struct Event: Equatable {
        var kind = ""
        /// The id of this event, or of the last one before it that had one.
        var id: String?
        var data = ""
    }

    /// A longer event is refused, in bytes.
    private static let longest = 64 << 20

    private var line: [UInt8] = []
    private var event = Event()
    private var id: String?
    private var hasContent = false
    private var size = 0
    private var afterReturn = false

    /// The events that are whole with this piece.
    /// - Throws: ``CommandFailure`` for an event that is too long.
    mutating func events(in piece: [UInt8]) throws -> [Event] {
        var events: [Event] = []
        for byte in piece {
            defer { afterReturn = byte == 0x0D }
            if byte == 0x0A, afterReturn { continue }
            guard byte == 0x0A || byte == 0x0D else {
                line.append(byte)
                continue
            }
            size += line.count
            if line.isEmpty {
                if hasContent { events.append(finished()) }
            } else {
                take(line[...])
            }
            line.removeAll(keepingCapacity: true)
        }
        guard size + line.count <= Self.longest else {
            throw CommandFailure.server("the server sends an event of more than \(Self.longest >> 20) MiB")
        }
        return events
    }

    private mutating func finished() -> Event {
        defer { (event, hasContent, size) = (Event(), false, 0) }
        event.id = id
        return event
    }

    private mutating func take(_ line: ArraySlice<UInt8>) {
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        let name = String(decoding: line[..<colon], as: UTF8.self)
        var value = line[colon...].dropFirst()
        if value.first == 0x20 { value = value.dropFirst() }
        let text = String(decoding: value, as: UTF8.self)
        switch name {
        case "event": event.kind = text
        case "id": id = text
        case "data": event.data += event.data.isEmpty ? text : "\n" + text
        default: return
        }
        hasContent = true
    }
}

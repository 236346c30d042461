import OCPP
import OCPPLog

/// Server-sent events as they are written (HTML Standard, 9.2.5).
enum StreamEvents {
    /// The first event: when to come back after a break, in milliseconds, and the place.
    static func greeting(at place: TailPlace) -> [UInt8] { Array("retry: 2000\nid: \(place)\n\n".utf8) }

    /// Moves the place on and tells nothing.
    static func place(_ place: TailPlace) -> [UInt8] { Array("id: \(place)\n\n".utf8) }

    /// A comment that keeps the connection open; it moves the place on too.
    static func ping(at place: TailPlace) -> [UInt8] { Array(": ping\nid: \(place)\n\n".utf8) }

    /// Entries as a JSON array, one on each line of data.
    static func rows(_ entries: [Entry], at place: TailPlace) -> [UInt8] {
        var bytes = Array("event: rows\nid: \(place)\ndata: [".utf8)
        for (index, entry) in entries.enumerated() {
            if index > 0 { bytes += Array(",\ndata: ".utf8) }
            EntryJSON.append(entry, frames: false, to: &bytes)
        }
        bytes += Array("]\n\n".utf8)
        return bytes
    }

    /// Entries that were left out.
    static func gap(_ gap: TailGap) -> [UInt8] {
        let text =
            "{\"count\":\(gap.count),\"from\":\"\(gap.from.moment)\",\"to\":\"\(gap.to.moment)\",\"after\":\"\(gap.from)\"}"
        return Array("event: gap\nid: \(gap.to)\ndata: \(text)\n\n".utf8)
    }
}

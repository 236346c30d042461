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

    /// Entries, in the form that is asked for.
    static func rows(_ entries: [Entry], as form: StreamForm, at place: TailPlace) -> [UInt8] {
        Array("event: rows\nid: \(place)\ndata: ".utf8) + form.data(entries) + Array("\n\n".utf8)
    }

    /// Entries that were left out.
    static func gap(_ gap: TailGap) -> [UInt8] {
        let text =
            "{\"count\":\(gap.count),\"from\":\"\(gap.from.moment)\",\"to\":\"\(gap.to.moment)\",\"after\":\"\(gap.from)\"}"
        return Array("event: gap\nid: \(gap.to)\ndata: \(text)\n\n".utf8)
    }
}

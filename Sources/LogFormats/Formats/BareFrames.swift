import OCPP

/// Frames without anything around them, one a line or over several: no time, no station, no direction. Lines that begin with `//`
/// are comments.
///
///     [2,"1","Heartbeat",{}]
struct BareFrames: LineFormat {
    static let name = "frames"
    static let title = "Bare frames, one a line"
    static let sample = """
        [2,"17","Heartbeat",{}]
        [3,"17",{"currentTime":"2026-11-24T10:00:00Z"}]
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        line.skipBlanks()
        if line.skip("//") { return .noFrame(.noFrame) }
        let start = line.position
        guard line.skip("[") else { return nil }
        line.skipBlanks()
        // Over several lines the message type stands on the next one.
        if line.isAtEnd { return .frame(FrameMark(start: start, sender: .unknown)) }
        guard let type = line.next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(type) else { return nil }
        return .frame(FrameMark(start: start, sender: .unknown))
    }
}

import OCPP

/// Frames without anything around them, one a line or over several: no time, no station, no direction. Lines that begin with `//`
/// are comments. They may be the elements of a list.
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
        // Of a list of frames.
        if line.skip(",") { line.skipBlanks() }
        var start = line.position
        guard line.skip("[") else { return nil }
        line.skipBlanks()
        if line.next == UInt8(ascii: "[") {
            start = line.position
            _ = line.skip("[")
            line.skipBlanks()
        }
        // Over several lines the message type stands on the next one.
        if line.isAtEnd { return .frame(FrameMark(start: start, sender: .unknown)) }
        guard line.isAtDigit else { return nil }
        return .frame(FrameMark(start: start, sender: .unknown))
    }
}

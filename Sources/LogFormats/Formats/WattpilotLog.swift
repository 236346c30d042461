import OCPP

/// The OCPP log that a Fronius Wattpilot hands out as events in JSON, also behind what ioBroker writes before them.
///
///     … Received message: {"type":"ocppLog","ts":"2026-11-24T10:00:00.971 +01:00","recv":"[2,\"1\",\"Reset\",{…}]"}
///
/// The time is `ts`, with a blank before its zone. The charging station writes the log: `recv` came from the CSMS, `send` went to
/// it; the frame is that text. The charging station is not named.
struct WattpilotLog: LineFormat {
    static let name = "wattpilot"
    static let title = "Fronius Wattpilot (events ocppLog, also of ioBroker)"
    static let sample = #"""
        2026-11-24 10:00:01.825 - debug: wattpilot.0 (17) Received message: {"type":"ocppLog","ts":"2026-11-24T10:00:00.000 +01:00","recv":"[2,\"7\",\"Reset\",{\"type\":\"Soft\"}]"}
        2026-11-24 10:00:01.826 - warn: wattpilot.0 (17) Received unhandled message type: ocppLog
        2026-11-24 10:00:01.925 - debug: wattpilot.0 (17) Received message: {"type":"ocppLog","ts":"2026-11-24T10:00:00.100 +01:00","send":"[3,\"7\",{\"status\":\"Accepted\"}]"}
        """#

    private var row = JSONRow()

    init() {}

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard let word = line.place(of: "ocppLog") else { return nil }
        guard let begin = line.bytes[line.position..<word].lastIndex(of: UInt8(ascii: "{")) else {
            return .noFrame(.noFrame)
        }
        do throws(LineFault) {
            try row.read(begin..<line.end, of: line.bytes)
        } catch {
            return .noFrame(error)
        }
        guard row.text("type", in: line.bytes) == "ocppLog" else { return nil }
        let received = row.member("recv", in: line.bytes)
        guard let frame = received ?? row.member("send", in: line.bytes) else {
            return .noFrame(.noFrame)
        }
        return .frame(
            FrameMark(
                start: frame.token.content.lowerBound, decoded: JSONRow.content(frame, in: line.bytes),
                time: row.text("ts", in: line.bytes).flatMap(StatedTime.read), sender: received == nil ? .cp : .csms))
    }
}

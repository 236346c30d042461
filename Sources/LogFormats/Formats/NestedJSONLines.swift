import OCPP

/// The log of an application, one JSON object a line, in whose message a frame stands: as text, also escaped more than once or as
/// Python writes bytes, or as an array.
///
///     {"timestamp":"2026-11-24T10:00:00.5","level":"INFO","message":"Message delivered to CSMS. msg_value: b'[2,\"1\",…]'"}
///     {"time":"2026-11-24T10:00:00Z","level":"debug","msg":"received JSON message from CP-7: [3,\"1\",{}]"}
///     {"ts":1795514400000,"station":"CP-7","direction":"in","frame":[2,"1","Heartbeat",{}]}
///
/// Time, charging station and direction stand in members of the line (``JSONLineNames``), else before the frame in its text; the
/// charging station may be named by other lines, with the message id.
struct NestedJSONLines: LineFormat {
    static let name = "json-lines"
    static let title = "JSON lines of an application, with a frame in the message"
    static let sample = #"""
        {"timestamp": "2026-11-24T10:00:00.000", "level": "INFO", "message": "Publishing msg_headers: [('charge_point_id', 'CP-7')] msg_value: <Call - unique_id=1, action=Heartbeat, payload={}>"}
        {"timestamp": "2026-11-24T10:00:00.010", "level": "INFO", "message": "Message delivered to CSMS. msg_value: b'[2,\"1\",\"Heartbeat\",{}]'"}
        {"time":"2026-11-24T10:00:00.120","level":"debug","msg":"sent JSON message to CP-7: [3,\"1\",{\"currentTime\":\"2026-11-24T10:00:00Z\"}]"}
        """#

    private var row = JSONRow()
    private var stations = NamedStations()

    init() {}

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard line.next == UInt8(ascii: "{") else { return nil }
        let bytes = line.bytes
        do throws(LineFault) {
            try row.read(line.position..<line.end, of: bytes)
        } catch {
            return nil
        }
        guard !JSONWrapper.isAround(row, bytes) else { return nil }
        let names = JSONLineNames(row, bytes)
        guard !names.isEntry else { return nil }
        for member in row.members {
            if member.token.kind == .beginArray, FrameText.type(at: member.range.lowerBound, in: bytes[...]) != nil {
                let mark = FrameMark(start: member.range.lowerBound, time: names.time, sender: names.sender)
                return .frame(with(names.charger, mark, bytes[member.range]))
            }
            guard member.token.kind == .string else { continue }
            let text = JSONRow.content(member, in: bytes)
            if let found = FrameInText(text) {
                let sender = names.sender == .unknown ? found.sender : names.sender
                let mark = FrameMark(
                    start: member.token.content.lowerBound, decoded: found.frame, time: names.time, sender: sender)
                return .frame(with(names.charger ?? found.charger, mark, found.frame[...]))
            }
            stations.learn(from: text)
        }
        return names.time == nil ? nil : .noFrame(.noFrame)
    }

    private mutating func with(_ charger: String?, _ mark: FrameMark, _ frame: ArraySlice<UInt8>) -> FrameMark {
        var mark = mark
        mark.chargerName = charger ?? stations.station(of: frame)
        return mark
    }
}

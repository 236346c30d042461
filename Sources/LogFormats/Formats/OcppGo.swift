import OCPP

/// Programs in Go with ocpp-go, on either side: on that of the station the CSMS is called `server`.
///
///     time="2026-04-26T11:11:26+02:00" level=debug msg="received JSON message from CP-7: [2,\"17\",…]" logger=ocppj
///     DEBU[0003] sent JSON message to server: [2,"17",…]                          logger=ocppj
///     2026/04/26 11:11:26 sent JSON message to CP-7: [3,"17",…]
///
/// logrus quotes a message as Go does, except on a terminal. Frames that ocpp-go cannot read it does not write.
struct OcppGo: LineFormat {
    static let name = "ocpp-go"
    static let title = "Programs in Go with ocpp-go"
    static let sample = #"""
        time="2026-04-26T11:11:26+02:00" level=info msg="listening on /{id}"
        time="2026-04-26T11:11:26+02:00" level=debug msg="received JSON message from CP-7: [2,\"17\",\"Heartbeat\",{}]" logger=ocppj
        time="2026-04-26T11:11:27+02:00" level=debug msg="sent JSON message to CP-7: [3,\"17\",{\"currentTime\":\"2026-04-26T09:11:26Z\"}]"
        """#

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        if line.skip("time=") { return logfmt(&line) }
        let start = line.position
        if line.isAtDigit {
            guard let time = line.dateTime(), line.skip(" ") else { return nil }
            return message(&line, time)
        }
        if line.next.map({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) ?? false {
            guard line.word(until: "[") != nil, line.skip("["), let seconds = line.word(until: "]"), line.skip("] ")
            else {
                return nil
            }
            var stamp = LineScanner(line.bytes, seconds)
            return message(&line, stamp.dateTime()) ?? (line.showsFrame ? nil : .noFrame(.noFrame))
        }
        line.position = start
        return message(&line, nil)
    }

    private func logfmt(_ line: inout LineScanner) -> LineReading? {
        _ = line.skip("\"")
        guard let time = line.dateTime() else { return nil }
        _ = line.skip("\"")
        guard line.skip(" level="), line.word() != nil else { return nil }
        guard line.take(until: "msg=\"") != nil, case .frame(var mark) = message(&line, time) else {
            return line.showsFrame ? nil : .noFrame(.noFrame)
        }
        // Of what is in the quotes only these two, and controls, are escaped within a frame.
        mark.decoded =
            PythonBytes.decode(
                line.bytes[mark.start..<line.end], from: mark.start, quote: UInt8(ascii: "\""), isText: true
            ).bytes
        return .frame(mark)
    }

    private func message(_ line: inout LineScanner, _ time: LoggedTime?) -> LineReading? {
        let isReceived = line.skip("received JSON message from ")
        guard isReceived || line.skip("sent JSON message to "), let name = line.take(until: ": ") else { return nil }
        let isFromStation = isReceived != line.isText(name, "server")
        var mark = FrameMark(start: line.position, time: time, sender: isFromStation ? .cp : .csms)
        if !line.isText(name, "server") { mark.charger = name }
        return .frame(mark)
    }
}

import OCPP

/// A proxy between the station (`client`) and the CSMS (`target`), in Python; local time, on its console without a date.
///
///     [09:35:55,576] [client->target] [2,…]
///     [09:39:27,424] [client->target-BLOCKED] [2,…]
///     2026-12-19 09:35:55,576 - [client->target] [2,…]
struct ProxyLog: LineFormat {
    static let name = "proxy"
    static let title = "Wallbox-EVCC-Proxy (log)"
    static let sample = """
        [09:35:58,735] [client->target] [2,"17","Heartbeat",{}]
        [09:35:58,736] [target->client] [3,"17",{"currentTime":"2026-12-19T08:35:58Z"}]
        [09:36:00,294] [client->target-BLOCKED] [2,"18","FirmwareStatusNotification",{"status":"Installed"}]
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard let time = time(&line), line.skip("[") else { return nil }
        let isClient = line.skip("client->target")
        guard isClient || line.skip("target->client"), let mark = line.take(until: "] ") else { return nil }
        return .frame(
            FrameMark(start: line.position, time: time, sender: isClient ? .cp : .csms, remark: remark(mark, in: line)))
    }

    private func time(_ line: inout LineScanner) -> LoggedTime? {
        if line.isAtDigit {
            guard let time = line.dateTime(), line.skip(" - ") else { return nil }
            return time
        }
        guard line.skip("["), let time = line.timeOfDay(), line.skip("] ") else { return nil }
        return .timeOfDay(time)
    }

    private func remark(_ mark: Range<Int>, in line: LineScanner) -> String? {
        if mark.isEmpty { return nil }
        if line.isText(mark, "-BLOCKED") { return "the proxy did not forward it" }
        if line.isText(mark, "-SYNTHETIC") { return "the proxy made it" }
        if line.isText(mark, "-AUTO-RESPONSE") { return "the proxy answered" }
        return "the proxy says \(line.text(mark).dropFirst().prefix(40))"
    }
}

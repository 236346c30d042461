import OCPP

/// Solidstudio's virtual charge point; local time without a fraction.
///
///     2026-03-06 09:55:51 info: Sending message ➡️  [2,…]
///
/// `Sending message` and `Responding with` are from the station.
struct Solidstudio: LineFormat {
    static let name = "solidstudio"
    static let title = "Solidstudio's virtual charge point (console)"
    static let sample = """
        2026-03-06 09:55:51 info: Connecting... | {
        2026-03-06 09:55:51 info: Sending message ➡️  [2,"17","Heartbeat",{}]
        2026-03-06 09:55:51 info: Receive message ⬅️  [3,"17",{"currentTime":"2026-03-06T08:55:51.955Z"}]
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard line.isAtDigit, let time = line.dateTime(), line.skip(" "), level(&line), line.skip(": ") else {
            return nil
        }
        let isSent = line.skip("Sending message") || line.skip("Responding with")
        guard isSent || line.skip("Receive message"), let arrow = line.take(until: "["), arrow.count < 16 else {
            return line.showsFrame ? nil : .noFrame(.noFrame)
        }
        return .frame(FrameMark(start: line.position - 1, time: time, sender: isSent ? .cp : .csms))
    }

    private func level(_ line: inout LineScanner) -> Bool {
        line.skip("info") || line.skip("debug") || line.skip("warn") || line.skip("error") || line.skip("verbose")
    }
}

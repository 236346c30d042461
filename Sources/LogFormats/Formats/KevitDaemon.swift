import OCPP

/// KEVIT's daemon; local time without a fraction. The line does not say who sent the frame.
///
///     2026-03-26 00:00:00 - [TXT][CP-7] : MESSAGE : [2,…]
struct KevitDaemon: LineFormat {
    static let name = "kevit"
    static let title = "KEVIT (daemon)"
    static let sample = """
        2026-03-26 09:00:00 - [TXT][CP-7] : MESSAGE : [2,"17","Heartbeat",{}]
        2026-03-26 09:00:00 - [TXT][CP-7] : MESSAGE : [3,"17",{"currentTime":"2026-03-26T08:00:00Z"}]
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard line.isAtDigit, let time = line.dateTime(), line.skip(" - [TXT]["), let charger = line.take(until: "] :")
        else {
            return nil
        }
        guard line.skip(" MESSAGE : ") else { return .noFrame(.noFrame) }
        return .frame(FrameMark(start: line.position, time: time, sender: .unknown, charger: charger))
    }
}

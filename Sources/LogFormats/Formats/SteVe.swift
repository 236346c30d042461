import OCPP

/// SteVe's `steve.log`, written by its `WebSocketLogger`, on the side of the CSMS. Older releases name no thread.
///
///     [INFO ] 2026-02-26 09:10:45,446 … .WebSocketLogger (qtp1-2) - [chargeBoxId=CP-7, sessionId=5863…] Received: [2,…]
///
/// `Received` is from the station, `Sending` to it; the time is that of the server's zone. Posts in forums leave the beginning of
/// the line away.
struct SteVe: LineFormat {
    static let name = "steve"
    static let title = "SteVe (steve.log)"
    static let sample = """
        [INFO ] 2026-02-26 09:10:45,446 de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp19-42) - [chargeBoxId=CP-7, \
        sessionId=5863aadf-4995-59e9-1bda-f2c9e09c9e78] Received: [2,"17","Heartbeat",{}]
        [INFO ] 2026-02-26 09:10:45,451 de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp19-42) - [chargeBoxId=CP-7, \
        sessionId=5863aadf-4995-59e9-1bda-f2c9e09c9e78] Sending: [3,"17",{"currentTime":"2026-02-26T08:10:45.449Z"}]
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard line.next == UInt8(ascii: "[") else { return shortened(&line) }
        guard line.skip("["), line.take(until: "]") != nil, line.skipBlanks(), let time = line.dateTime() else {
            return nil
        }
        // Anything else with such a beginning is left to the other formats.
        guard line.place(of: ".steve.") != nil || line.place(of: "WebSocket") != nil else { return nil }
        guard line.take(until: "[chargeBoxId=") != nil, let charger = line.take(until: ",") else {
            return .noFrame(.noFrame)
        }
        guard line.take(until: "]") != nil else { return .noFrame(.noFrame) }
        line.skipBlanks()
        guard let sender = direction(&line) else { return .noFrame(.noFrame) }
        return .frame(FrameMark(start: line.position, time: time, sender: sender, charger: charger))
    }

    /// A line without its beginning, or one of an exception that repeats the frame.
    private func shortened(_ line: inout LineScanner) -> LineReading? {
        let start = line.position
        if let sender = direction(&line) { return .frame(FrameMark(start: line.position, sender: sender)) }
        line.position = start
        guard line.take(until: "Deserialization of incoming string failed: ") != nil,
            line.next == UInt8(ascii: "[")
        else { return nil }
        return .frame(FrameMark(start: line.position, sender: .cp, voice: .echo))
    }

    private func direction(_ line: inout LineScanner) -> LoggedSender? {
        let isReceived = line.skip("Received:")
        guard isReceived || line.skip("Sending:") else { return nil }
        line.skipBlanks()
        return line.next == UInt8(ascii: "[") ? (isReceived ? .cp : .csms) : nil
    }
}

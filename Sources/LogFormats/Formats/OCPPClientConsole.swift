import OCPP

/// The console of `OCPPClient`, a station in Node.js that Ador's and others' are made with; UTC.
///
///     [2026-08-22T02:50:56.554Z] %c[OCPPClient] >> message sent: [2,…] color: cyan;
struct OCPPClientConsole: LineFormat {
    static let name = "ocppclient"
    static let title = "OCPPClient in Node.js, of Ador's stations (console)"
    static let sample = """
        [2026-08-22T02:50:56.554Z] %c[OCPPClient] >> message sent: [2,"17","Heartbeat",{}] color: cyan;
        [2026-08-22T02:50:56.702Z] %c[OCPPClient] << message received: [3,"17",{"currentTime":"2026-08-22T02:50:56Z"}] color: cyan;
        [2026-08-22T02:51:06.000Z] %c[OCPPClient] >> PING
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard line.skip("["), let time = line.dateTime(), line.skip("] ") else { return nil }
        _ = line.skip("%c")
        guard line.skip("[OCPPClient] ") else { return nil }
        let isSent = line.skip(">> message sent: ")
        guard isSent || line.skip("<< message received: ") else { return .noFrame(.noFrame) }
        return .frame(FrameMark(start: line.position, time: time, sender: isSent ? .cp : .csms))
    }
}

import OCPP

/// The diagnostics of Alfen's stations; UTC.
///
///     2026-12-31T14:53:18.082Z:COM:ocpp_rpc.c:681:-> [2,"1","BootNotification",{"chargePointVendor":"Alfen BV","chargePointModel":
///     2026-12-31T14:53:18.082Z:COM:ocpp_rpc.c:681:"NG910-60023",…}]
///
/// `->` is from the station. A frame is cut every 80 characters; the lines behind the first have no arrow and the same line number.
struct Alfen: LineFormat {
    static let name = "alfen"
    static let title = "Alfen (diagnostics)"
    static let sample = """
        2026-12-31T14:53:13.050Z:INFO:websockets.c:813:WebSocket upgrade successful
        2026-12-31T14:53:18.082Z:COM:ocpp_rpc.c:681:-> [2,"1","BootNotification",{"chargePointVendor":"Alfen BV","chargePointModel":
        2026-12-31T14:53:18.082Z:COM:ocpp_rpc.c:681:"NG910-60023"}]
        2026-12-31T14:53:18.531Z:COM:ocpp_rpc.c:1127:<- [3,"1",{"status":"Accepted","currentTime":"2026-12-31T14:53:19.472Z"}]
        """

    /// The line of the program that wrote the frame before.
    private var source: Int?

    static let showsFramesAsTheyAre = false

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard line.isAtDigit, case .instant(let time) = line.dateTime(), line.skip(":"),
            let area = line.word(until: ":"),
            line.skip(":"), let file = line.word(until: ":"), line.bytes[file].suffix(2).elementsEqual(".c".utf8),
            line.skip(":"),
            let source = line.decimal(), line.skip(":")
        else { return nil }
        guard line.isText(area, "COM"), line.isText(file, "ocpp_rpc.c") else { return .noFrame(.noFrame) }
        let isSent = line.skip("-> ")
        if isSent || line.skip("<- ") {
            self.source = source
            return .frame(FrameMark(start: line.position, time: .instant(time), sender: isSent ? .cp : .csms))
        }
        return source == self.source ? .goesOn(from: line.position) : .noFrame(.noFrame)
    }
}

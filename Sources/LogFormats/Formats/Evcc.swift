import OCPP

/// evcc's log at level TRACE, area `ocpp`, on the side of the CSMS; local time without a fraction.
///
///     [ocpp  ] TRACE 2026/04/26 11:11:26 recv CP-7: [2,…]
///
/// Since 2024-07 `recv` and `send` (for some weeks `sent`), before that `received JSON message from` and `sent JSON message to`.
/// A frame that evcc refuses is repeated by a line of level ERROR, which does not name the station. Before 2023-02 it wrote the
/// structures of its program and no frames.
struct Evcc: LineFormat {
    static let name = "evcc"
    static let title = "evcc (log: ocpp: trace)"
    static let sample = """
        [ocpp  ] TRACE 2026/04/26 11:11:26 recv CP-7: [2,"17","Heartbeat",{}]
        [ocpp  ] TRACE 2026/04/26 11:11:26 send CP-7: [3,"17",{"currentTime":"2026-04-26T09:11:26Z"}]
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard line.skip("["), let area = line.take(until: "] "), let level = line.word() else { return nil }
        line.skipBlanks()
        guard let time = line.dateTime(), line.skipBlanks() else { return nil }
        guard bytes(of: area, in: line, begin: "ocpp") else { return .noFrame(.noFrame) }
        if line.isText(level, "ERROR") { return refused(&line, time) }
        guard line.isText(level, "TRACE"), let sender = direction(&line), let charger = line.take(until: ": "),
            line.next == UInt8(ascii: "[")
        else { return .noFrame(.noFrame) }
        return .frame(FrameMark(start: line.position, time: time, sender: sender, charger: charger))
    }

    private func bytes(of area: Range<Int>, in line: LineScanner, begin text: StaticString) -> Bool {
        var name = LineScanner(line.bytes, area)
        return name.skip(text)
    }

    private func direction(_ line: inout LineScanner) -> LoggedSender? {
        if line.skip("recv ") || line.skip("received JSON message from ") { return .cp }
        return line.skip("sent JSON message to ") || line.skip("send ") || line.skip("sent ") ? .csms : nil
    }

    /// `ocpp message (17): FormationViolation - … ([2,…])`
    private func refused(_ line: inout LineScanner, _ time: LoggedTime) -> LineReading {
        guard line.skip("ocpp message ("), line.take(until: " ([") != nil else { return .noFrame(.noFrame) }
        return .frame(FrameMark(start: line.position - 1, time: time, sender: .cp, voice: .echo))
    }
}

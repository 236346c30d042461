import OCPP
import OCPPLog

/// What EVerest writes to its console: the frame stands on the line, coloured.
///
///     TIME [INFO] MODULE:OCPP :: ChargePoint: FRAME
///     TIME [INFO] MODULE:OCPP :: CentralSystem: FRAME
///
/// The time is local and may be missing; the word before the frame says who sent it. The name of the charging station stands
/// nowhere.
struct EVerestConsole: LineFormat {
    static let name = "everest"
    static let title = "EVerest (console)"
    static let sample = """
        2026-11-24 09:10:45.446000 [INFO] ocpp:OCPP       :: \u{1B}[1;35mChargePoint: [2,"7e34","Heartbeat",{}]\u{1B}[1;0m
        2026-11-24 09:10:45.470000 [INFO] ocpp:OCPP       :: \u{1B}[1;36mCentralSystem: \
        [3,"7e34",{"currentTime":"2026-11-24T08:10:45.460Z"}]\u{1B}[1;0m
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        var scanner = line
        let time = scanner.dateTime()
        guard let before = scanner.take(until: ":: ") else { return nil }
        skipColour(&scanner)
        let sender: LoggedSender
        if scanner.skip("ChargePoint: ") {
            sender = .cp
        } else if scanner.skip("CentralSystem: ") {
            sender = .csms
        } else {
            return isOfModule(before, scanner) ? .noFrame(.moduleMessage) : nil
        }
        skipColour(&scanner)
        guard scanner.next == UInt8(ascii: "[") else { return .noFrame(.moduleMessage) }
        line.position = scanner.position
        return .frame(FrameMark(start: scanner.position, time: time, sender: sender))
    }

    /// Whether the module before the colons is the one that speaks OCPP: ` [INFO] ocpp:OCPP       `.
    private func isOfModule(_ range: Range<Int>, _ scanner: LineScanner) -> Bool {
        var before = LineScanner(scanner.bytes, range)
        before.skipBlanks()
        guard before.skip("["), before.take(until: "] ") != nil else { return false }
        return before.place(of: ":OCPP") != nil
    }

    /// Steps over `ESC [ 1 ; 35 m`.
    private func skipColour(_ scanner: inout LineScanner) {
        var colour = scanner
        guard colour.skip("\u{1B}["), let digits = colour.word(until: "m"), digits.count < 12, colour.skip("m") else {
            return
        }
        scanner = colour
    }
}

extension LineFault {
    static let moduleMessage = LineFault(
        code: "no_frame", reason: "this is a message of the program and holds no frame")
}

import OCPP
import OCPPLog

/// The log of OCPP.Core with traces on: what the server sends stands on the line.
///
///     … SendOcppMessage: FRAME
///
/// What it receives is told in parts only (`OCPP-Message: Type=2 / ID=…`): the dumps have it. The time before it is local.
struct OCPPCoreLog: LineFormat {
    static let name = "ocppcore-log"
    static let title = "OCPP.Core (log)"
    static let sample = """
        2026-11-24 09:10:45.446 [TRC] OCPPMiddleware.OCPP16 => SendOcppMessage: \
        [2,"17","Reset",{"type":"Soft"}]
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        var scanner = line
        let time = EnvelopeTime.find(&scanner)
        scanner = line
        guard scanner.take(until: "SendOcppMessage: ") != nil else {
            guard scanner.place(of: "OCPP-Message: Type=") != nil else { return nil }
            return .noFrame(.moduleMessage)
        }
        guard scanner.next == UInt8(ascii: "[") else { return .noFrame(.moduleMessage) }
        line.position = scanner.position
        return .frame(FrameMark(start: scanner.position, time: time, sender: .csms))
    }
}

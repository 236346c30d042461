import OCPP

/// Home Assistant's log, with the lines of its integration `ocpp`, of the library mobilityhouse/ocpp in it and of `websockets` below
/// that. It is the CSMS; local time, before 2022 without a fraction.
///
///     2026-02-16 18:06:46.507 INFO (MainThread) [ocpp] CP-7: receive message [2,…]
///
/// See ``MobilityHouseLines`` for what stands behind the logger.
struct HomeAssistant: LineFormat {
    static let name = "home-assistant"
    static let title = "Home Assistant (home-assistant.log)"
    static let sample = """
        2026-02-16 18:06:45.310 DEBUG (MainThread) [websockets.server] < GET /CP-7 HTTP/1.1
        2026-02-16 18:06:45.311 INFO (MainThread) [custom_components.ocpp] Websocket Subprotocol matched: ocpp1.6
        2026-02-16 18:06:46.507 INFO (MainThread) [ocpp] CP-7: receive message [2,"17","Heartbeat",{}]
        2026-02-16 18:06:46.509 INFO (MainThread) [ocpp] CP-7: send [3,"17",{"currentTime":"2026-02-16T17:06:46Z"}]
        2026-02-16 18:06:46.510 DEBUG (MainThread) [websockets.server] > TEXT \
        '[3,"17",{"currentTime":"2026-02-16T17:06:46Z"}]' [47 bytes]
        """

    private var lines = MobilityHouseLines(isCSMS: true)

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard line.isAtDigit, let time = line.dateTime(), line.skip(" "), line.word() != nil, line.skip(" ("),
            line.take(until: ") [") != nil, let logger = line.take(until: "] ")
        else { return nil }
        if line.isText(logger, "ocpp") { return lines.message(&line, time) ?? .noFrame(.noFrame) }
        if line.bytes[logger].starts(with: "websockets.".utf8) { return lines.webSocket(&line, time) }
        if line.bytes[logger].starts(with: "custom_components.ocpp".utf8) { return lines.integration(&line) }
        return .noFrame(.noFrame)
    }
}

import OCPP

/// Programs in Python with mobilityhouse/ocpp, on either side, with the prefixes that are usual there.
///
///     INFO:ocpp:CP-7: send [2,…]                                                   basicConfig: no time
///     2026-02-24 07:15:04 [INFO] ocpp: CP-7: send [2,…]                            with or without the logger
///     2026-08-27 12:25:23,589 - ocpp - INFO - CP-7: send [2,…]                     asctime
///     [2026-02-27 09:14:42,334] INFO in chargepoint: CP-7: send [2,…]              Flask
///     2026-06-06 21:15:04,273 - {ocpp:456} - {INFO:OCPP Client} - CP-7: send [2,…] openWB
///     CP-7: send [2,…]                                                             in posts; also without the name
///
/// Local times. See ``MobilityHouseLines`` for what stands behind the prefix.
struct MobilityHouse: LineFormat {
    static let name = "mobilityhouse"
    static let title = "Programs in Python with mobilityhouse/ocpp"
    static let sample = """
        INFO:ocpp:CP-7: send [2,"17","Heartbeat",{}]
        INFO:ocpp:CP-7: receive message [3,"17",{"currentTime":"2026-02-16T19:00:19.073675"}]
        2026-02-16 20:00:24,103 - ocpp - INFO - CP-7: send [2,"18","StatusNotification",{"connectorId":1,"status":"Available"}]
        """

    private var lines = MobilityHouseLines(isCSMS: false)

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard let first = line.next else { return nil }
        let start = line.position
        switch first {
        case UInt8(ascii: "["): return flask(&line)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            if let time = line.dateTime(), let reading = dated(&line, time) { return reading }
        case UInt8(ascii: "C")...UInt8(ascii: "W"):
            if level(&line), line.skip(":"), let logger = line.take(until: ":") {
                return content(&line, nil, logger) ?? unclear(line)
            }
        default: break
        }
        line.position = start
        if let sender = lines.direction(&line) { return .frame(FrameMark(start: line.position, sender: sender)) }
        return lines.message(&line, nil)
    }

    /// `[2026-02-27 09:14:42,334] INFO in chargepoint: …`
    private mutating func flask(_ line: inout LineScanner) -> LineReading? {
        guard line.skip("["), let time = line.dateTime(), line.skip("] "), level(&line), line.skip(" in "),
            let logger = line.take(until: ": ")
        else { return nil }
        return content(&line, time, logger) ?? unclear(line)
    }

    private mutating func dated(_ line: inout LineScanner, _ time: LoggedTime) -> LineReading? {
        if line.skip(" [") {
            guard level(&line), line.skip("] ") else { return nil }
            if let reading = lines.message(&line, time) { return reading }
            guard let logger = line.word(until: ":"), line.skip(": ") else { return unclear(line) }
            return content(&line, time, logger) ?? unclear(line)
        }
        if line.skip(" - ") {
            // The logger, or `{ocpp:456}`; then the level; before the message there may be something else.
            guard line.next != UInt8(ascii: "["), let logger = line.word() else { return nil }
            for _ in 0..<3 {
                guard line.take(until: " - ") != nil else { return nil }
                if let reading = content(&line, time, logger) { return reading }
            }
            return nil
        }
        guard line.skip(" "), level(&line), line.skipBlanks(), let logger = line.word() else { return nil }
        line.skipBlanks()
        return content(&line, time, logger)
    }

    /// - Returns: nil when the logger is not one of those that are known, and there is no frame as the library writes it.
    private mutating func content(_ line: inout LineScanner, _ time: LoggedTime?, _ logger: Range<Int>) -> LineReading?
    {
        let name = line.bytes[logger]
        if name.starts(with: "websockets".utf8) {
            let start = line.position
            let reading = lines.webSocket(&line, time)
            // The level may still stand before it.
            if line.position == start, level(&line), line.skip(" - ") { return lines.webSocket(&line, time) }
            return reading
        }
        return lines.message(&line, time) ?? (line.isText(logger, "chargepoint") ? .noFrame(.noFrame) : nil)
    }

    /// The prefix is known, but other programs have the same.
    private func unclear(_ line: LineScanner) -> LineReading? {
        line.showsFrame ? nil : .noFrame(.noFrame)
    }

    private func level(_ line: inout LineScanner) -> Bool {
        line.skip("INFO") || line.skip("DEBUG") || line.skip("ERROR") || line.skip("WARNING") || line.skip("CRITICAL")
    }
}

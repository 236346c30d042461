import OCPP

/// Logs of stations that tell of OCPP in words and hold no frame: it is told what they are.
///
///     Sun Aug 6 08:32:00 2026 | Received SetChargingProfile(connectorId:0 …)       Schneider EVlink, web page
///     [2026-04-29 05:26:18] Connector 3: OCPP Status Preparing                     Hager Witty, web page
///     Apr/30 20:02:13 UTC --  Recv BootNotification: QJsonObject({…})              IDC180E: payloads alone
struct EventText: LineFormat {
    static let name = "events"
    static let title = "events in words, of Schneider EVlink, Hager Witty or IDC180E"
    static let sample = """
        Sun Aug 6 08:32:00 2026 | Received SetChargingProfile(connectorId:0 profileId:8 stackLevel:999)
        [2026-04-29 05:26:18] Connector 3: OCPP Status Preparing
        Apr/30 20:02:13 UTC --  Recv BootNotification: QJsonObject({"currentTime":"2026-04-30T20:02:08Z"})
        """
    static let holdsFrames = false

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        if line.skip("[") {
            guard line.dateTime() != nil, line.skip("] "),
                line.skip("Connector ") || line.skip("RFID tag:") || line.skip("Authorize (")
            else { return nil }
            return .noFrame(.eventText)
        }
        if line.monthName() != nil {
            guard line.skip("/"), line.number(2) != nil, line.skip(" "), line.timeOfDay() != nil, line.skip(" UTC -- ")
            else {
                return nil
            }
            return .noFrame(line.place(of: "QJsonObject(") == nil ? .eventText : .payloadOnly)
        }
        guard weekday(&line), line.skip(" "), line.monthName() != nil else { return nil }
        line.skipBlanks()
        guard line.decimal() != nil, line.skip(" "), line.timeOfDay() != nil, line.skip(" "), line.number(4) != nil,
            line.skip(" | ")
        else { return nil }
        return line.showsFrame ? nil : .noFrame(.eventText)
    }

    private func weekday(_ line: inout LineScanner) -> Bool {
        line.skip("Mon") || line.skip("Tue") || line.skip("Wed") || line.skip("Thu") || line.skip("Fri")
            || line.skip("Sat")
            || line.skip("Sun")
    }
}

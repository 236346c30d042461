import OCPP

/// SAP's simulator of stations (winston); the time as the country of the program writes it.
///
///     debug: 11/25/2026, 12:34:21 PM CS-7 | OCPPRequestService.internalSendMessage: >> Command 'Heartbeat' sent request payload: [2,…]
///     debug: 11/25/2026, 12:34:21 PM CS-7 | …: << Command 'Heartbeat' received response payload: {…}
///
/// Of what it receives it has the payload, without the frame around it.
struct SAPSimulator: LineFormat {
    static let name = "sap-simulator"
    static let title = "SAP's simulator of stations (winston)"
    static let sample = """
        debug: 11/25/2026, 12:34:21 PM CS-7 | OCPPRequestService.internalSendMessage: >> Command 'Heartbeat' sent request \
        payload: [2,"17","Heartbeat",{}]
        debug: 11/25/2026, 12:34:21 PM CS-7 | OCPPRequestService.handleResponse: << Command 'Heartbeat' received response \
        payload: {"currentTime":"2026-11-25T11:34:21Z"}
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard line.skip("debug: ") || line.skip("info: ") || line.skip("warn: ") || line.skip("error: "),
            let time = line.countryTime(), line.skip(" "), let charger = line.take(until: " | ")
        else { return nil }
        let isSent = line.place(of: ">> Command '") != nil
        guard isSent || line.place(of: "<< Command '") != nil, line.take(until: " payload: ") != nil else {
            return .noFrame(.noFrame)
        }
        guard line.next == UInt8(ascii: "[") else { return .noFrame(.payloadOnly) }
        return .frame(FrameMark(start: line.position, time: time, sender: isSent ? .cp : .csms, charger: charger))
    }
}

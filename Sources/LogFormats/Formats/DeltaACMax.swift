import OCPP

/// The OCPP log of Delta's AC MAX stations, `OCPP16J_Log.csv`; no year, no zone.
///
///     Feb 17 23:41:46.159 OpenWrt local7.info OpenWrt[2596]: [Info][OCPP16J]StatusNotificationReq:pu8SendBuf=[2,…]
///
/// Of answers it has what was read out of them: `ResultParsing:Authorize:status=Accepted,expiryDate=,…`.
struct DeltaACMax: LineFormat {
    static let name = "delta-acmax"
    static let title = "Delta AC MAX (OCPP16J_Log.csv)"
    static let sample = """
        Feb 17 23:41:46.159 OpenWrt local7.info OpenWrt[2596]: [Info][OCPP16J]HeartbeatReq:pu8SendBuf=[2,"17","Heartbeat",{}]
        Feb 17 23:41:46.380 OpenWrt local7.info OpenWrt[2596]: [Info][OCPP16J]ResultParsing:Authorize:status=Accepted,expiryDate=,
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard let time = line.yearlessTime(), line.take(until: "[OCPP16J]") != nil else { return nil }
        if line.place(of: "ResultParsing:") == line.position { return .noFrame(.payloadOnly) }
        guard line.take(until: "SendBuf=") != nil else { return .noFrame(.noFrame) }
        return .frame(FrameMark(start: line.position, time: time, sender: .cp, version: .v16))
    }
}

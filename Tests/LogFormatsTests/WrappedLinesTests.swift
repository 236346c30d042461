import LogFormats
import OCPP
import OCPPLog
import Testing

/// Lines within what something else has put around them.
struct WrappedLinesTests {
    @Test(arguments: [
        #"{"log":"LINE\n","stream":"stdout","time":"2026-11-24T10:00:00.5Z"}"#,
        #"{"MESSAGE":"LINE","__REALTIME_TIMESTAMP":"1795514400500000","PRIORITY":"6"}"#,
        #"{"labels":{"app":"csms"},"line":"LINE","timestamp":"2026-11-24T10:00:00.5Z"}"#,
        #"{"log":"evcc  | LINE\n","stream":"stdout","time":"2026-11-24T10:00:00.5Z"}"#,
    ]) func linesOfAnyFormatAreTakenOutOfJSON(_ wrapper: String) {
        let lines = [
            #"CP-7: receive message [2,\"1\",\"Heartbeat\",{}]"#, #"[2,\"2\",\"Heartbeat\",{}]"#,
            "nothing of the kind",
        ].map { wrapper.replacing("LINE", with: "INFO:ocpp:\($0)".replacing("INFO:ocpp:[", with: "[")) }
        let reading = Reading(lines.joined(separator: "\n"))
        #expect(
            reading.told == [
                #"cp CP-7 2026-11-24T10:00:00.500Z [2,"1","Heartbeat",{}] -> none"#,
                #"cp CP-7 2026-11-24T10:00:00.500Z [2,"2","Heartbeat",{}] -> none"#,
            ])
    }

    @Test(arguments: ["", "\u{1B}[1;35m"]) func linesWithColoursHavePlacesOfTheirOwn(_ colour: String) {
        let text = (0..<4).map { id in
            #"\#(colour)[INFO ] 2026-11-24 10:00:0\#(id),000 de.rwth.idsg.steve.ocpp.ws.WebSocketLogger - "#
                + #"[chargeBoxId=CP-7, sessionId=x] Received: [2,"\#(id)","Heartbeat",{}]"#
        }.joined(separator: "\n")
        let options = ImportOptions(zone: LogZone(offsetMinutes: 0))
        let whole = Reading(text, options)
        #expect(whole.entries.count == 4 && Set(whole.entries.map(\.id)).count == 4)
        #expect(Reading(Array(text.utf8), options, pieces: { _ in 7 }) == whole)
    }
}

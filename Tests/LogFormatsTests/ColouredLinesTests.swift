import LogFormats
import OCPP
import OCPPLog
import Testing

/// An entry of a log is known by the byte where it begins.
struct ColouredLinesTests {
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

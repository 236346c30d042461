import Insights
import Testing

/// What a terminal shows, letter by letter.
struct ExplanationTextTests {
    @Test func anErrorFitsIntoANarrowTerminal() throws {
        let explanation = try #require(Explanations.meanings(of: "CX011").first)
        #expect(
            ExplanationText(width: 60, isColoured: false).text(of: explanation) == """
                CX011 – error, OCPP 1.6, 2.0.1, 2.1
                In: StatusNotification or NotifyEvent request

                  Cable check fault: the insulation test before DC charging
                  failed.

                Likely causes
                  1. Moisture in plug or inlet, damaged cable, or a fault of
                     the vehicle.

                Check next
                  1. Dry the plug and try again; then another vehicle.
                  2. Fails with all vehicles: the cable or the measuring
                     device.

                Specification: MREC, CX011
                """)
    }

    @Test func anActionHasFieldsWithWhatTheyMeanBesideThem() throws {
        let explanation = try #require(Explanations.meanings(of: "Heartbeat").first)
        #expect(
            ExplanationText(width: 80, isColoured: false).text(of: explanation) == """
                Heartbeat – action, OCPP 1.6, 2.0.1, 2.1
                Sent by: charging station

                  The station says that it is there, and learns the time. Any other message
                  proves the same, so a station that has much to say may send few heartbeats.

                Response
                  currentTime  The time of the CSMS, in UTC; the station sets its clock by it.

                When it goes wrong
                  1. Missing: the connection is lost, or the interval is very long or 0.
                  2. Far too often: the interval in the answer to BootNotification was small, or
                     read as another unit.

                Check next
                  1. Which interval did the last BootNotification get, and was HeartbeatInterval
                     changed since?
                  2. Look for close and open entries of the connection around the gap.
                  3. Is the connection kept alive by pings instead (WebSocketPingInterval)? Then
                     few heartbeats are fine.

                Specification: OCPP 1.6 §4.6; OCPP 2.0.1 Part 2, G02
                """)
    }

    @Test func aLongNameStandsAboveItsMeaningAndHeadingsAreBold() {
        let explanation = Explanation(
            "A", .action, versions: ["2.1"], sender: "CSMS", meaning: "Asks.",
            request: [.init("chargingProfile.chargingSchedule", "One."), .init("b", "Two.")], specification: "S")
        #expect(
            ExplanationText(width: 10, isColoured: true).text(of: explanation) == """
                \u{1B}[1mA\u{1B}[0m – action, OCPP 2.1
                Sent by: CSMS

                  Asks.

                \u{1B}[1mRequest\u{1B}[0m
                  chargingProfile.chargingSchedule
                             One.
                  b          Two.

                \u{1B}[1mSpecification\u{1B}[0m: S
                """)
    }

    @Test(arguments: [40, 60, 80, 100])
    func noLineOfTheTableIsWiderThanTheTerminal(_ width: Int) {
        let text = ExplanationText(width: width, isColoured: false)
        for explanation in Explanations.all {
            for line in text.text(of: explanation).split(separator: "\n") where line.count > width {
                // Only a word that is longer than a line.
                let words = line.split(separator: " ")
                #expect(words.count == 1 || line.hasPrefix(explanation.word), "\(line)")
            }
        }
    }
}

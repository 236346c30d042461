import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import Testing

@testable import Web

/// The diagram of who sent what to whom.
struct SequencePageTests {
    private let served = Served(entries: [
        Talk.entry(
            "Authorize", #"{"idTag":"04A2B9F1"}"#, #"{"idTagInfo":{"status":"Accepted"}}"#, sequence: 1, at: 0),
        Talk.entry(
            "RemoteStartTransaction", #"{"idTag":"04A2B9F1","connectorId":1}"#, nil, from: .csms, sequence: 2, at: 26),
        Talk.entry("Heartbeat", "{}", #"{"currentTime":"2026-11-23T10:00:30Z"}"#, sequence: 3, at: 30),
        Talk.entry("BootNotification", #"{"chargePointVendor":"<b>"}"#, charger: "CP-8", sequence: 4, at: 40),
    ])

    @Test func messagesStandInTheOrderOfTimeEachWithItsWay() async throws {
        let page = try await served.text("/chargers/CP-7/sequence")
        let steps = page.matches(of: /<li class="seq-(cp|csms|between)">/).map { String($0.1) }
        #expect(steps == ["cp", "csms", "cp"])
        let authorize = try #require(page.firstRange(of: "<strong>Authorize</strong>"))
        let start = try #require(page.firstRange(of: "<strong>RemoteStartTransaction</strong>"))
        #expect(authorize.lowerBound < start.lowerBound)
        #expect(page.contains("<small>3 entries, the oldest first</small>") && !page.contains("BootNotification"))
        #expect(page.contains(#"<span class="hidden"> from CSMS</span>"#))
    }

    @Test func aLongPauseIsTold() async throws {
        let page = try await served.text("/chargers/CP-7/sequence")
        #expect(page.matches(of: /class="seq-pause"/).count == 1 && page.contains("</span> 25 s <span"))
    }

    @Test func noArrowLeadsBackFromARequestWithoutAnswer() async throws {
        let page = try await served.text("/chargers/CP-7/sequence")
        #expect(page.matches(of: /class="seq-answer arrow"/).count == 2)
        #expect(page.contains("No answer") && page.contains(#"<span class="seq-words">31 ms</span>"#))
    }

    @Test func routineCanBeLeftOutAndTheLinksKeepTheTime() async throws {
        let page = try await served.text("/chargers/CP-7/sequence?from=2026-11-23T09:00:00Z&routine=hide")
        #expect(!page.contains("<strong>Heartbeat</strong>") && page.contains("Show routine messages"))
        #expect(page.contains("/chargers/CP-7/sequence?from=2026-11-23T09:00:00"))
        #expect(page.contains(#"<input type="hidden" name="routine" value="hide">"#))
    }

    @Test func aStationThatIsNotInTheLogHasNoMessages() async throws {
        let page = try await served.text("/chargers/nobody/sequence")
        #expect(page.contains("Nothing of it is in the log at any time."))
    }

    @Test func otherWordsForRoutineAreRefused() async throws {
        let answer = try await served.ask("/chargers/CP-7/sequence?routine=no")
        #expect(answer.status == .badRequest)
    }
}

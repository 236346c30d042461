import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// One entry on one line, as a terminal shows it.
struct EntryLineTests {
    private func line(_ action: Action? = nil, kind: EntryKind = .exchange, _ change: (inout Entry) -> Void) -> String {
        var entry = Entry(
            kind: kind, datetime: .at(0.412_5), chargerID: ChargerID("DE-7-1"), connectionID: ConnectionID(rawValue: 1),
            source: .cp, version: .v16)
        entry.action = action
        change(&entry)
        return EntryLine(entry).text(colour: false)
    }

    @Test func anExchangeTellsWhatWasReportedAndHowLongItTook() {
        let line = line(.statusNotification) {
            $0.connectorID = 1
            $0.reportedStatus = "Faulted"
            $0.errorCodes = ["GroundFailure"]
            $0.latency = 31_900
        }
        let expected =
            "2026-11-23 10:00:00.412Z  DE-7-1/1            → StatusNotification"
            + "        ✕ Faulted      GroundFailure  31 ms"
        #expect(line == expected)
    }

    @Test func whatIsNoExchangeTellsItsReason() {
        let line = line(.heartbeat, kind: .unanswered) {
            $0.detail = "no answer came within 30 s"
        }
        #expect(line.hasSuffix("→ Heartbeat                 ⚠ No answer    no answer came within 30 s"))
    }

    @Test func escapesOfAStationAreShownAndDoNothing() {
        let line = line(Action("\u{1B}[31mred")) { $0.chargerID = ChargerID("a\nb") }
        #expect(!line.contains("\u{1B}"))
        #expect(line.contains("⟦U+001B⟧[31mred"))
        #expect(line.contains("a⟦U+000A⟧b"))
    }

    @Test func theResultIsAlsoAWordOfAStation() {
        let refused = line(.heartbeat) {
            $0.response = RecordedFrame([], payload: nil, error: .init(code: ErrorCode("\u{1B}]0;x\u{7}\n"), text: ""))
        }
        #expect(refused.contains("⟦U+001B⟧]0;x⟦U+0007⟧⟦U+000A⟧"))
        let rejected = line(.heartbeat) { $0.answerStatus = "No\u{1B}[2J" }
        #expect(rejected.contains("⊘ No⟦U+001B⟧[2J"))
    }

    @Test func anIdentityThatIsEmptyIsSaid() {
        let line = line { $0.chargerID = ChargerID("") }
        #expect(line.contains("(no identity)"))
    }
}

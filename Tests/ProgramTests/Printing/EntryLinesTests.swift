import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// Entries as lines on a terminal: these texts are what people and their scripts have got used to.
struct EntryLinesTests {
    private func line(_ entry: Entry, today: String = "2026-11-23") -> String {
        var lines = PrintedEntry.lines(today: today)
        return String(lines.lines([(entry, nil)]).dropLast())
    }

    private func line(_ action: Action?, _ kind: EntryKind = .exchange, _ change: (inout Entry) -> Void) -> String {
        var entry = PrintedEntry.blank(action, kind, at: 0.412_5, number: 1)
        change(&entry)
        return line(entry)
    }

    @Test func aFaultTellsTimeStationActionResultCodesAndLatency() {
        #expect(
            line(PrintedEntry.faulted())
                == "10:41:07.412 DE-MUC-07/1 → StatusNotification  ✕ Faulted  GroundFailure (CX002)  31ms")
    }

    @Test func anotherDayStandsBeforeTheTime() {
        #expect(line(PrintedEntry.faulted(), today: "2026-11-24").hasPrefix("2026-11-23 10:41:07.412 DE-MUC-07/1 →"))
    }

    @Test func timesAreThoseOfTheZone() {
        var lines = EntryLines(
            zone: ShownZone(argument: "+13:45") ?? .local, today: "2026-11-24", paint: Paint(isOn: false))
        #expect(lines.lines([(PrintedEntry.faulted(), nil)]).hasPrefix("00:26:07.412 "))
    }

    @Test(arguments: [
        (
            EntryKind.unanswered,
            "10:00:00.412 DE-MUC-07   → Heartbeat           ⚠ No answer  no answer came within 30 s"
        ),
        (.orphan, "10:00:00.412 DE-MUC-07   → Heartbeat           ⌀ Orphan   no answer came within 30 s"),
        (.send, "10:00:00.412 DE-MUC-07   → Heartbeat           ✓ Sent     no answer came within 30 s"),
        (.connection, "10:00:00.412 DE-MUC-07   · Heartbeat           ○ Closed   no answer came within 30 s"),
        (.gap, "10:00:00.412 DE-MUC-07   · Heartbeat           ⋯ Gap      no answer came within 30 s"),
    ])
    func whatIsNoExchangeTellsWhy(_ kind: EntryKind, _ expected: String) {
        #expect(line(.heartbeat, kind) { $0.detail = "no answer came within 30 s" } == expected)
    }

    @Test func anErrorTellsItsText() {
        let line = line(.authorize) {
            $0.source = .csms
            $0.latency = 999
            $0.response = RecordedFrame([], payload: nil, error: .init(code: .notImplemented, text: "not here"))
            $0.errorCodes = ["NotImplemented"]
        }
        #expect(line == "10:00:00.412 DE-MUC-07   ← Authorize           ✕ NotImplemented  not here  <1ms")
    }

    @Test func linesOfOneOutputStandBelowEachOther() {
        var lines = PrintedEntry.lines()
        let long = PrintedEntry.blank(
            Action("FirmwareStatusNotification"), at: 1, number: 2, charger: "DE-MUC-STATION-07")
        let text =
            lines.lines([(PrintedEntry.faulted(0), nil), (long, nil)]) + lines.lines([(PrintedEntry.faulted(2), nil)])
        #expect(
            text == """
                10:00:00.000 DE-MUC-07/1       → StatusNotification          ✕ Faulted  GroundFailure (CX002)  31ms
                10:00:01.000 DE-MUC-STATION-07 → FirmwareStatusNotification  ✓ OK
                10:00:02.000 DE-MUC-07/1       → StatusNotification          ✕ Faulted  GroundFailure (CX002)  31ms

                """)
    }

    @Test func aStationHasOneColourInEveryRunAndTheResultThatOfItsTone() {
        var lines = PrintedEntry.lines(colour: true)
        #expect(
            lines.lines([(PrintedEntry.faulted(), nil)])
                == "\u{1B}[2m10:41:07.412\u{1B}[0m \u{1B}[38;5;37mDE-MUC-07/1\u{1B}[0m → StatusNotification  "
                + "\u{1B}[31m✕ Faulted\u{1B}[0m  GroundFailure (CX002)  31ms\n")
    }

    @Test func whatSurroundsAMatchIsTold() {
        var lines = PrintedEntry.lines()
        let text = lines.lines([(PrintedEntry.faulted(), true), (PrintedEntry.faulted(), false)])
        #expect(text.split(separator: "\n").map { $0.prefix(4) } == ["  10", "> 10"])
    }

    @Test func escapesOfAStationAreShownAndDoNothing() {
        let line = line(Action("\u{1B}[31mred")) {
            $0.chargerID = ChargerID("a\nb\u{9B}2J")
            $0.reportedStatus = "\u{202E}evil"
            $0.response = RecordedFrame(
                [], payload: nil, error: .init(code: ErrorCode("\u{1B}]0;x\u{7}"), text: "\u{8}"))
            $0.errorCodes = ["\u{1B}]0;x\u{7}", "\u{7F}"]
        }
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control || $0 == "\u{202E}" })
        for shown in ["⟦U+001B⟧[31mred", "a⟦U+000A⟧b⟦U+009B⟧2J", "⟦U+202E⟧evil", "⟦U+001B⟧]0;x⟦U+0007⟧", "⟦U+0008⟧"] {
            #expect(line.contains(shown))
        }
    }

    @Test func anIdentityThatIsEmptyIsSaid() {
        #expect(line(.heartbeat) { $0.chargerID = ChargerID("") }.contains("(no identity)"))
    }

    @Test func aLongExplanationIsCut() {
        let line = line(nil, .connection) { $0.detail = String(repeating: "x", count: 1_000) }
        #expect(line.count < 220 && line.hasSuffix("x…"))
    }
}

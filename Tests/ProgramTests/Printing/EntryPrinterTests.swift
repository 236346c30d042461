import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// What each form of output prints, byte for byte.
struct EntryPrinterTests {
    private let two = [PrintedEntry.faulted(), PrintedEntry.blank(.heartbeat, .unanswered, at: 1, number: 7)]

    @Test func ndjsonIsAnObjectALine() throws {
        var printer = try PrintedEntry.printer(.ndjson, fields: [.id, .action, .latency, .response])
        #expect(
            printer.text(two) == """
                {"id":"3f09a2c1-1842","action":"StatusNotification","latency_ms":31.9,"response":{}}
                {"id":"3f09a2c1-7","action":"Heartbeat","latency_ms":null,"response":null}

                """)
    }

    @Test func jsonIsOneArrayAlsoOverSeveralPages() throws {
        var printer = try PrintedEntry.printer(.json, fields: [.id])
        let first = printer.bytes([.entry(two[0], isContext: nil)])
        let text = String(decoding: first, as: UTF8.self) + printer.text([two[1]])
        #expect(text == "[\n{\"id\":\"3f09a2c1-1842\"},\n{\"id\":\"3f09a2c1-7\"}\n]\n")
    }

    @Test func anArrayOfNothingIsAnArray() throws {
        var printer = try PrintedEntry.printer(.json)
        #expect(printer.text([]) == "[]\n")
    }

    @Test func aTableHasItsHeadingOnce() throws {
        var printer = try PrintedEntry.printer(.table)
        let text =
            String(decoding: printer.bytes([.entry(two[0], isContext: nil)]), as: UTF8.self) + printer.text([two[1]])
        #expect(
            text == """
                Time          Charger    Conn  By  Action              Result     More                     ms  ID
                10:41:07.412  DE-MUC-07     1  →   StatusNotification  ✕ Faulted  GroundFailure (CX002)  31.9  3f09a2c1-1842
                10:00:01.000  DE-MUC-07        →   Heartbeat           ⚠ No answer                               3f09a2c1-7

                """)
    }

    @Test func aTableOfFieldsHasThemAsTheyStandInJSON() throws {
        var printer = try PrintedEntry.printer(.table, fields: [.id, .connectorID, .request])
        #expect(
            printer.text(two) == """
                id             connector_id  request
                3f09a2c1-1842  1             {"connectorId":1,"status":"Faulted"}
                3f09a2c1-7

                """)
    }

    @Test func rawIsTheFramesAsTheyWere() throws {
        var printer = try PrintedEntry.printer(.raw)
        #expect(
            printer.text(two) == """
                [2,"a1","StatusNotification",{"connectorId":1,"status":"Faulted"}]
                [3,"a1",{}]

                """)
    }

    @Test func groupsOfMatchesHaveABorder() throws {
        var printer = try PrintedEntry.printer(.line)
        let rows: [EntryPrinter.Row] = [.entry(two[0], isContext: false), .border, .entry(two[1], isContext: false)]
        let text = String(decoding: printer.bytes(rows), as: UTF8.self)
        #expect(text.split(separator: "\n").map { $0.prefix(2) } == ["> ", "--", "> "])
    }

    @Test(arguments: [OutputFormat.ndjson, .json, .raw, .table, .line])
    func aTerminalIsGivenNoControlCharacters(_ format: OutputFormat) throws {
        var entry = PrintedEntry.blank(.dataTransfer, at: 0, number: 1)
        let frame = "[2,\"1\",\"DataTransfer\",{\"x\":\"\u{9B}2J\u{202E}\u{7F}\"}]"
        entry.request = RecordedFrame(Array(frame.utf8), payload: 22..<frame.utf8.count - 1)
        var printer = try PrintedEntry.printer(format, isTerminal: true)
        let text = printer.text([entry])
        #expect(!text.unicodeScalars.contains { ["\u{9B}", "\u{202E}", "\u{7F}"].contains($0) })
        if format == .ndjson {
            let request = try JSONMembers(of: try #require(try JSONMembers(of: Array(text.utf8))["request"]).bytes)
            #expect(request["x"]?.text == "\u{9B}2J\u{202E}\u{7F}")
        }
    }
}

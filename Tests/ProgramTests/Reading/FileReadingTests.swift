import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// A file on its way into memory.
struct FileReadingTests {
    private static func log(_ count: Int) -> [UInt8] {
        let lines = (0..<count).map { number in
            #"{"charger_id":"CP-\#(number % 2)","datetime":"2026-11-23T10:00:00.\#(100 + number)Z","source":"cp","#
                + #""action":"Heartbeat","unique_id":"\#(number)","request":{},"response":{}}"# + "\n"
        }
        return Array(lines.joined().utf8)
    }

    @Test func onlyWhatIsAskedForIsHandedOut() async throws {
        let query = try QueryParser.parse("charger:CP-1")
        var reading = FileReading("x.ndjson", keeping: LogQuestion(query: query), zone: .local, mayWait: true)
        var entries: [Entry] = []
        try await reading.take(Self.log(10)) { entries += $0 }
        try await reading.finish { entries += $0 }
        #expect(reading.count == 10)
        #expect(entries.map(\.id.sequence) == [2, 4, 6, 8, 10])
    }

    @Test(arguments: ["finding:seen-2,seen-7", "CP-1 -finding:seen-4", "finding:*", "-has:finding"])
    func rulesSeeAlsoWhatIsNotAskedFor(_ text: String) async throws {
        var question = LogQuestion(query: try QueryParser.parse(text))
        question.showsFindings = false
        var reading = FileReading(
            "x.ndjson", keeping: question, zone: .local, mayWait: true, examiner: Counting())
        var entries: [Entry] = []
        try await reading.take(Self.log(10)) { entries += $0 }
        try await reading.finish { entries += $0 }
        #expect(entries.allSatisfy { $0.findings == ["seen-\($0.id.sequence)"] })
        let expected: [String: [Int64]] = [
            "finding:seen-2,seen-7": [2, 7], "CP-1 -finding:seen-4": [2, 6, 8, 10], "finding:*": Array(1...10),
        ]
        #expect(entries.map(\.id.sequence) == expected[text] ?? [])
    }

    @Test(arguments: [true, false])
    func aWordAloneReadsEverythingOnlyWhereFindingsAreAskedForByName(_ namesFindings: Bool) async throws {
        var question = LogQuestion(query: try QueryParser.parse("Faulted"))
        question.namesFindings = namesFindings
        var reading = FileReading(
            "x.ndjson", keeping: question, zone: .local, mayWait: true, examiner: Counting())
        let last =
            #"{"charger_id":"CP-1","datetime":"2026-11-23T10:01:00Z","source":"cp","action":"StatusNotification","#
            + #""request":{"connectorId":1,"status":"Faulted","errorCode":"NoError"},"response":{}}"# + "\n"
        var entries: [Entry] = []
        try await reading.take(Self.log(10) + Array(last.utf8)) { entries += $0 }
        try await reading.finish { entries += $0 }
        #expect(entries.map(\.findings) == [namesFindings ? ["seen-11"] : []])
    }

    @Test func whatAnExportSaysOfFindingsStays() async throws {
        let lines = [#""findings":["of-its-day"],"#, #""findings":[],"#, ""].enumerated().map { number, told in
            #"{"charger_id":"CP","datetime":"2026-11-23T10:00:0\#(number)Z","source":"cp",\#(told)"action":"Heartbeat","#
                + #""request":{},"response":{}}"# + "\n"
        }
        var reading = FileReading("x.ndjson", keeping: nil, zone: .local, mayWait: true, examiner: Counting())
        var entries: [Entry] = []
        try await reading.take(Array(lines.joined().utf8)) { entries += $0 }
        try await reading.finish { entries += $0 }
        #expect(entries.map(\.findings) == [["of-its-day"], [], ["seen-3"]])
    }

    /// Finds something in every entry: how many it has seen.
    private struct Counting: EntryExaminer {
        private var count = 0

        mutating func findings(of entry: Entry) -> [String] {
            count += 1
            return ["seen-\(count)"]
        }
    }

    @Test func moreThanMemoryHoldsIsRefusedWithAWayOut() async throws {
        var memory = FileMemory(limits: .init(entries: 9))
        try memory.add((1...9).map { PrintedEntry.blank(.heartbeat, at: 0, number: $0) }, of: "x.ndjson")
        let failure = try await #require(throws: CommandFailure.self) {
            try await memory.add([PrintedEntry.blank(.heartbeat, at: 0, number: 10)], of: "x.ndjson")
        }
        #expect(failure.exitCode == 2)
        #expect(failure.message.hasPrefix("ocpplogs: x.ndjson: more than 9 entries or 536.9 MB would have to be held"))
        #expect(failure.message.contains("narrow it down") && failure.message.contains("ocpplogs import"))
    }

    @Test func bytesOfFramesAreBoundedToo() async throws {
        var memory = FileMemory(limits: .init(bytes: 50))
        await #expect(throws: CommandFailure.self) { try await memory.add([PrintedEntry.faulted()], of: "x.ndjson") }
    }

    @Test func whatIsNoEntryIsCountedAndTheFirstIsNamed() async throws {
        var reading = FileReading("x\u{1B}.ndjson", keeping: nil, zone: .local, mayWait: true)
        try await reading.take(Self.log(2) + Array("no\nno\n".utf8)) { _ in }
        try await reading.finish { _ in }
        #expect(
            reading.loss
                == "x⟦U+001B⟧.ndjson: 2 lines are no entries and passed over; line 3: this is no JSON: this character "
                + "cannot stand here, at byte 1")
    }
}

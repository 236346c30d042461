import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Insights

/// What each part of an analysis tells of three stations.
struct AnalysisTests {
    private func table(
        _ part: AnalysisPart, _ text: String = "", within: String = "", rows: Int = 100, read: Int = 1_000_000,
        deadline: ContinuousClock.Instant? = nil
    ) async throws -> AnalysisTable {
        let log = try await AnalysedLog(Conversation.site().entries)
        var question = AnalysisQuestion(
            try QueryParser.parse(text), scope: try QueryParser.parse(within), rows: rows, read: read)
        question.deadline = deadline
        return try await log.table(part, question)
    }

    @Test func theOverviewHasTheFigures() async throws {
        let table = try await table(.overview)
        #expect(table["boots", "count"] == .count(7))
        #expect(table["rejected", "count"] == .count(13))
        #expect(table["answered with an error", "count"] == .count(12))
        #expect(table["unanswered", "count"] == .count(5))
        #expect(table["faults reported", "count"] == .count(12))
        #expect(table["malformed frames", "count"] == .count(1))
        #expect(table["transactions begun", "count"] == .count(29))
        #expect(table["transactions refused", "count"] == .count(1))
        #expect(table["transactions ended", "count"] == .count(29))
        #expect(table["transactions ended badly", "count"] == .count(7))
        #expect(table["entries", "share"] == .nothing)
    }

    @Test func whatThereIsNoTimeForIsLeftOutAndSaid() async throws {
        let overview = try await table(.overview, deadline: .now)
        #expect(overview["boots", "count"] == .count(7) && overview["transactions ended badly", "count"] == nil)
        #expect(overview.notes.contains { $0.contains("no time") })
        let different = try await table(.different, "error:GroundFailure", deadline: .now)
        #expect(different.row("connector", "2")?[2] == "12")
        #expect(different.row("charger", "CP-2") == nil && different.row("model", "Beta") == nil)
        #expect(different.notes.count { $0.contains("no time") } == 2)
    }

    @Test func codesOfOCPPAndOfMakersAreToldApart() async throws {
        let table = try await table(.codes)
        #expect(table.row("code", "GroundFailure")?[2] == "12")
        #expect(table.row("code", "NotSupported")?[2] == "12")
        #expect(table.row("vendor code", "E0") == ["vendor code", "E0", "6", "25.0", "1"])
        #expect(table.row("charger", "CP-2")?[2] == "24")
        #expect(table.row("action", "Reset")?[2] == "12")
    }

    @Test func actionsTellHowCallsEnded() async throws {
        let table = try await table(.actions)
        #expect(table["RemoteStartTransaction", "rejected"] == .count(12))
        #expect(table["Reset", "errors"] == .count(12) && table["Reset", "ok"] == .count(0))
        #expect(table["SecurityEventNotification", "unanswered"] == .count(5))
        #expect(table["SecurityEventNotification", "p50_ms"] == .nothing)
        #expect(table["Heartbeat", "calls"] == .count(36))
        #expect(table["Heartbeat", "longest_ms"] == .number(110))
    }

    @Test func volumeAddsBytesUp() async throws {
        let entries = Conversation.site().entries
        let table = try await table(.volume)
        let bytes = entries.filter { $0.action == .heartbeat }.reduce(0) { $0 + ($1.request?.length ?? 0) }
        #expect(table["Heartbeat", "request_bytes"] == .count(bytes))
        #expect(table["Heartbeat", "entries"] == .count(36))
        #expect(table["-", "entries"] == .count(entries.count { $0.action == nil }))
    }

    @Test func whatIsReadEndsBetweenTwoMoments() async throws {
        let table = try await table(.volume, read: 40)
        let reading = try #require(table.reading)
        #expect(reading.entries >= 40 && !reading.isWhole)
        let read = table.rows.compactMap { row -> Int? in
            if case .count(let count) = row.cells[3].value { count } else { nil }
        }
        #expect(read.reduce(0, +) == reading.entries)
    }

    @Test func rebootsTellHowSoonAgainAndWithWhichFirmware() async throws {
        let table = try await table(.reboots)
        #expect(table["CP-3", "boots"] == .count(5))
        #expect(table["CP-3", "refused"] == .count(1))
        #expect(table["CP-3", "firmwares"] == .count(5) && table["CP-3", "firmware"] == .text("4.0"))
        #expect(table["CP-1", "boots"] == .count(1) && table["CP-1", "shortest_s"] == .nothing)
        #expect(table.rows.first?.cells.first?.value == .text("CP-3"))
    }

    @Test func aClockThatIsAheadIsToldAndQueuedMessagesAreNot() async throws {
        let table = try await table(.clock)
        #expect(table.rows.first?.cells.first?.value == .text("CP-2"))
        guard case .number(let median)? = table["CP-2", "median_s"] else {
            Issue.record("there is no median")
            return
        }
        #expect(abs(median - 60) < 2)
        #expect(table["CP-2", "messages"] == .count(36) && table["CP-2", "queued"] == .count(0))
        #expect(table["CP-3", "queued"] == .count(5) && table["CP-3", "no_time"] == .count(5))
    }

    @Test func transactionsFailForSeveralCauses() async throws {
        let table = try await table(.transactions)
        #expect(table.row("start refused", "Blocked")?[2] == "1")
        #expect(table.row("ended", "PowerLoss")?[2] == "3")
        #expect(table.row("ended", "ImmediateReset")?[2] == "4")
        #expect(table.row("no energy", "")?[2] == "4")
        #expect(table.row("ended", "Local") == nil && table.row("ended", "EVDisconnected") == nil)
    }

    @Test func theHeatMapHasAllAndEachStation() async throws {
        let table = try await table(.heatmap)
        #expect(table["-", "total"] == .count(12 + 12 + 1))
        #expect(table["CP-2", "total"] == .count(24))
        #expect(table["CP-1", "total"] == nil)
        #expect(table.columns.count > 5 && table.columns.count <= 26)
        for row in table.rows {
            let counts = row.cells.dropFirst().compactMap { cell -> Int? in
                if case .count(let count) = cell.value { count } else { nil }
            }
            #expect(counts.dropFirst().reduce(0, +) == counts.first)
        }
    }

    @Test func whatIsDifferentIsTheStationItsModelAndItsConnector() async throws {
        let table = try await table(.different, "error:GroundFailure")
        #expect(table.row("charger", "CP-2")?[2...3] == ["12", "100.0"])
        #expect(table.row("model", "Beta")?[2...3] == ["12", "100.0"])
        #expect(table.row("connector", "2")?[2...4] == ["12", "100.0", "0"])
        #expect(table.row("action", "StatusNotification")?[4] == "0")
        // What the query names is no news, and both kinds of stations are of the same time.
        #expect(!table.rows.contains { $0.cells[0].value == .text("error") || $0.cells[0].value == .text("hour") })
    }

    @Test func theRestIsTakenFromTheScope() async throws {
        let table = try await table(.different, "action:Reset", within: "charger:CP-2")
        #expect(table.row("charger", "CP-2") == nil)
        #expect(table.notes.first == "12 entries are selected, 62 are the rest")
        #expect(table.row("source", "csms")?[2] == "12")
    }

    @Test func tooFewEntriesAreNotCompared() async throws {
        let table = try await table(.different, "kind:malformed")
        #expect(table.rows.isEmpty && table.notes.count == 2)
    }

    @Test func piecesOfTimeBeginAtRoundTimes() throws {
        let pieces = try #require(TimePieces(from: .at(-600), to: .at(7_300), most: 24, shortest: TimePieces.hour))
        #expect(pieces.boundaries == [.at(-600), .at(0), .at(3_600), .at(7_200), .at(7_300)])
        let few = try #require(TimePieces(from: .at(0), to: .at(86_400 * 30), most: 12))
        #expect(few.starts.count <= 12)
        #expect(TimePieces(from: .at(5), to: .at(5), most: 3) == nil)
        let all = try #require(
            TimePieces(from: AnalysisQuestion.beginning, to: AnalysisQuestion.end, most: 10))
        #expect(all.starts.count <= 10)
        #expect(TimePieces(from: Timestamp(microseconds: .min), to: Timestamp(microseconds: .max), most: 10) == nil)
    }

    @Test func theMedianOfAClockMayLieOnEitherSide() {
        func median(_ seconds: [Double]) -> Double? {
            var tally = OffsetTally(ChargerID("CP-1"))
            var talk = Conversation()
            for offset in seconds {
                talk.charger(
                    "StatusNotification",
                    "{\"connectorId\":1,\"status\":\"Available\",\"errorCode\":\"NoError\",\"timestamp\":\(Conversation.time(talk.now + offset))}"
                )
            }
            for entry in talk.entries { tally.add(ReadEntry(entry)) }
            return tally.median.map { (Double($0) / 1_000_000).rounded() }
        }
        #expect(median([-10, -20, -30, 1, 1]) == -10)
        #expect(median([-10, 20, 30]) == 20)
        #expect(median([-3, -2, -1]) == -2)
        #expect(median([]) == nil)
    }
}

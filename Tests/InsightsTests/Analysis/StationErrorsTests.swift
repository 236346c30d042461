import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What went wrong at one station, and that every number is proved by its query.
struct StationErrorsTests {
    private static func status(
        _ talk: inout Conversation, _ status: String, _ code: String, more: String = "", _ connector: Int = 1
    ) {
        talk.charger(
            "StatusNotification",
            "{\"connectorId\":\(connector),\"status\":\"\(status)\",\"errorCode\":\"\(code)\"\(more)}")
    }

    private static func talk() -> Conversation {
        var talk = Conversation()
        status(&talk, "Faulted", "GroundFailure", more: #","vendorErrorCode":"E-17""#)
        talk.now = 100
        status(&talk, "Available", "NoError")
        talk.now = 200
        status(&talk, "Faulted", "GroundFailure")
        status(&talk, "Faulted", "GroundFailure", 2)
        talk.charger("Heartbeat", answer: nil)
        talk.csms("Reset", #"{"type":"Soft"}"#, answer: nil)
        talk.csms("ClearCache", answer: "error InternalError")
        talk.csms("ClearCache", answer: "error InternalError")
        talk.wait(60)
        talk.charger = "CP-2"
        status(&talk, "Faulted", "GroundFailure")
        return talk
    }

    private static func tables(
        _ log: AnalysedLog, read: Int = 1_000, rows: Int = 20
    ) async throws -> (reported: AnalysisTable, failed: AnalysisTable) {
        let question = AnalysisQuestion(
            scope: .field(.charger, [.glob(Glob(literal: "CP-1"))]), rows: rows, read: read)
        return try await StationErrors.tables(question, log.embedded, now: .at(1_000))
    }

    private static func lines(_ table: AnalysisTable) -> [String] {
        table.rows.map { row in
            row.cells.map { cell in
                switch cell.value {
                case .nothing: "-"
                case .text(let text): text
                case .count(let count): "\(count)"
                case .number(let number): "\(number)"
                case .moment: "t"
                }
            }.joined(separator: " ")
        }
    }

    @Test func codesStandByConnectorWithHowLongTheyLasted() async throws {
        let tables = try await Self.tables(try await AnalysedLog(Self.talk().entries))
        #expect(
            Self.lines(tables.reported) == [
                "code GroundFailure 1 2 t t 900.0", "vendor code E-17 1 1 t t 100.0",
                "code GroundFailure 2 1 t t 799.0",
            ])
        #expect(
            Self.lines(tables.failed) == [
                "CALLERROR InternalError ClearCache CSMS 2 t t", "no answer - Heartbeat charging station 1 t t",
                "no answer - Reset CSMS 1 t t",
            ])
    }

    @Test(arguments: [1_000, 3])
    func whatANumberCountsIsWhatItsQueryFinds(_ read: Int) async throws {
        let log = try await AnalysedLog(Self.talk().entries)
        let tables = try await Self.tables(log, read: read)
        for table in [tables.reported, tables.failed] {
            for row in table.rows {
                let cell = row.cells.first { $0.proof != nil }
                let found = try await log.count(row.proof)
                #expect(cell?.value == .count(found), "\(row.proof)")
            }
        }
        #expect((tables.reported.reading?.from == nil) == (read == 1_000))
    }

    @Test func aFaultWithoutACodeIsAState() async throws {
        var talk = Conversation()
        talk.version = .v201
        talk.charger(
            "StatusNotification",
            #"{"timestamp":"2026-11-23T10:00:00Z","connectorStatus":"Faulted","evseId":1,"connectorId":2}"#)
        let log = try await AnalysedLog(talk.entries)
        let tables = try await Self.tables(log)
        #expect(Self.lines(tables.reported) == ["state Faulted 1.2 1 t t 1000.0"])
        let proof = try #require(tables.reported.rows.first?.proof)
        let found = try await log.count(proof)
        #expect(found == 1)
    }

    @Test func rowsThatAreLeftOutAreCounted() async throws {
        let tables = try await Self.tables(try await AnalysedLog(Self.talk().entries), rows: 1)
        #expect(tables.reported.rows.count == 1 && tables.reported.more == 2 && tables.failed.more == 2)
    }
}

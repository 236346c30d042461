import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Every number links to the query that proves it: the queries are asked of a real store, and find as many entries.
struct AnalysisProofTests {
    @Test(arguments: AnalysisPart.allCases, [1_000_000, 40])
    func whatANumberCountsIsWhatItsQueryFinds(_ part: AnalysisPart, read: Int) async throws {
        let log = try await AnalysedLog(Conversation.site().entries)
        let selection = part == .different ? "result:rejected" : ""
        let narrowed: [(String, Timestamp?, Timestamp?)] = [
            (selection, nil, nil), (selection, .at(0.5), .at(21_100)),
            (part == .different ? "result:rejected" : "charger:CP-2 OR action:BootNotification", nil, nil),
        ]
        for (text, from, to) in narrowed {
            let query = try QueryParser.parse(text)
            let table = try await log.table(part, AnalysisQuestion(query, from: from, to: to, rows: 100, read: read))
            #expect(!table.rows.isEmpty)
            var proved = 0
            for row in table.rows {
                for (column, cell) in zip(table.columns, row.cells) {
                    guard let proof = cell.proof, column.unit == .count, case .count(let told) = cell.value else {
                        continue
                    }
                    let found = try await log.count(proof)
                    #expect(found == told, "\(part) \(column.name): \(proof)")
                    proved += 1
                }
            }
            #expect(proved >= 1)
        }
    }

    @Test(arguments: AnalysisPart.allCases)
    func aStoreOnTheDiskAnswersAsTheOneInMemory(_ part: AnalysisPart) async throws {
        let log = try await AnalysedLog(Conversation.site().entries)
        let query = try QueryParser.parse(part == .different ? "charger:CP-2" : "")
        let question = AnalysisQuestion(query, rows: 100)
        let onDisk = try await Analysis.table(part, question, of: log.embedded)
        let inMemory = try await Analysis.table(part, question, of: log.memory)
        #expect(onDisk == inMemory)
    }

    @Test(arguments: AnalysisPart.allCases)
    func aTableComesBackFromItsJSON(_ part: AnalysisPart) async throws {
        let log = try await AnalysedLog(Conversation.site().entries)
        let query = try QueryParser.parse(part == .different ? "charger:CP-2" : "")
        let table = try await log.table(part, AnalysisQuestion(query, from: .at(-100), rows: 100, read: 60))
        let read = try AnalysisTable(json: table.json)
        #expect(read.json == table.json)
        #expect(read.columns == table.columns && read.rows.map(\.proof) == table.rows.map(\.proof))
    }

    @Test(arguments: AnalysisPart.allCases)
    func anEmptyLogHasNothingToTell(_ part: AnalysisPart) async throws {
        let log = try await AnalysedLog([])
        let table = try await log.table(part)
        #expect(table.rows.allSatisfy { row in row.cells.allSatisfy { $0.value != .count(1) } })
        #expect(table.unreadable == 0)
    }

    @Test func anAnswerThatIsSlowerThanMostIsFoundByTheQueryOfThePercentile() async throws {
        let log = try await AnalysedLog(Conversation.site().entries)
        let table = try await log.table(.actions)
        let row = try #require(table.rows.first { $0.cells[0].value == .text("Heartbeat") })
        let column = try #require(table.columns.firstIndex { $0.name == "p95_ms" })
        let proof = try #require(row.cells[column].proof)
        let found = try await log.count(proof)
        // 36 heartbeats: those from the 95th of a hundred on, within the 3 % of the tally.
        #expect((1...3).contains(found), "\(proof)")
    }
}

import Foundation
import OCPPLog
import Testing

/// What `docs/query.md` shows is a query, and nothing of it gets a hint that it may be mistyped.
struct QueryPageTests {
    private static let page: [Substring] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = root.appending(path: "../../../docs/query.md").standardizedFileURL
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false)
    }()

    /// The lines of blocks that hold queries.
    private static let queries: [String] = {
        var isQuery = false
        return page.compactMap { line in
            if line.hasPrefix("```") {
                isQuery = line == "```query"
                return nil
            }
            return isQuery ? String(line) : nil
        }
    }()

    @Test func thereAreTwentyQuestions() {
        #expect(Self.page.count { $0 == "```query" } == 20)
        #expect(Self.queries.count >= 20)
    }

    @Test func everyQueryOfThePageReads() throws {
        for text in Self.queries {
            let reading = try QueryParser.read(text)
            #expect(!reading.hints.contains { $0.code == .unknownValue }, "\(text)")
            #expect(try QueryParser.parse(reading.canonical) == reading.query, "\(text)")
        }
    }

    @Test func everyKeyIsInItsTable() {
        let table = Self.page.filter { $0.hasPrefix("| `") }.joined(separator: "\n")
        for field in Field.all { #expect(table.contains("`\(field.name)`"), "\(field.name)") }
        for code in QueryError.Code.allCases { #expect(table.contains("| `\(code.rawValue)` |"), "\(code)") }
    }
}

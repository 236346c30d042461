import Foundation
import Insights
import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What the rules find in recorded traffic of real stations, compared with a table in which somebody has judged each finding.
///
/// `OCPPLOGS_LIST_FINDINGS=1` prints each finding with its sentence and the entry, for the review. `OCPPLOGS_LIST_FINDINGS=PATH`
/// prints those in any log.
struct ReviewedFindingsTests {
    /// One line of the table.
    private struct Review {
        var file: String
        var code: String
        var count: Int
        var isRight: Bool
    }

    private static let table = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/reviewed-findings.tsv")

    static let traces = SharedTraces.folder.appending(path: "traces")

    /// Files that are no log: lists of frames, and what describes them.
    private static let noLogs: Set = [
        "INDEX.md", "FORMATS.md", "frames-real.ndjson", "frames-testvectors.ndjson", "soap-messages.ndjson",
        "constructed",
    ]

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func everyFindingInRecordedTrafficIsReviewed() throws {
        let (reviews, codes) = try Self.reviews()
        let zones = try Self.zones()
        var expected: [String: Int] = [:]
        for review in reviews { expected["\(review.file) \(review.code)"] = review.count }
        var found: [String: Int] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.traces.path).sorted()
        where !Self.noLogs.contains(file) {
            var engine = FindingEngine()
            for entry in try Self.entries(of: Self.traces.appending(path: file), zones[file]) {
                for finding in engine.read(entry) where codes.contains(finding.code) {
                    found["\(file) \(finding.code)", default: 0] += 1
                    if Self.listed != nil { print(Self.line(file, finding, entry)) }
                }
            }
        }
        let differences = Set(expected.keys).union(found.keys).sorted().filter { expected[$0] != found[$0] }
            .map { "\($0): reviewed \(expected[$0] ?? 0), found \(found[$0] ?? 0)" }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    private static let listed = ProcessInfo.processInfo.environment["OCPPLOGS_LIST_FINDINGS"]

    @Test(.enabled(if: listed?.contains("/") == true, "OCPPLOGS_LIST_FINDINGS names no file"))
    func theFindingsOfALogAreListed() throws {
        let file = URL(filePath: Self.listed ?? "")
        let entries = try Self.entries(of: file, nil)
        var engine = FindingEngine()
        var found = 0
        for entry in entries {
            for finding in engine.read(entry) {
                found += 1
                print(Self.line(entry.chargerID.rawValue, finding, entry))
            }
        }
        print("\(found) findings in \(entries.count) entries")
        #expect(!entries.isEmpty)
    }

    @Test func atLeast95OfAHundredFindingsAreRight() throws {
        let (reviews, codes) = try Self.reviews()
        let all = reviews.reduce(0) { $0 + $1.count }
        let right = reviews.filter(\.isRight).reduce(0) { $0 + $1.count }
        print("reviewed findings: \(right) of \(all) are right")
        #expect(all > 0)
        #expect(Double(right) >= 0.95 * Double(all))
        #expect(codes.isSubset(of: FindingRules.all.map { $0.about.code }))
    }

    /// The table: the rules that it judges stand in its first lines, behind `# rules:`.
    private static func reviews() throws -> ([Review], Set<String>) {
        var codes: Set<String> = []
        var reviews: [Review] = []
        for line in try String(contentsOf: table, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("# rules:") {
                codes.formUnion(line.dropFirst(8).split(separator: " ").map(String.init))
            }
            guard !line.hasPrefix("#") else { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(cells.count == 5, "\(line)")
            let count = try #require(Int(cells[2]), "\(line)")
            try #require(cells[3] == "right" || cells[3] == "wrong", "\(line)")
            reviews.append(Review(file: cells[0], code: cells[1], count: count, isRight: cells[3] == "right"))
        }
        return (reviews, codes)
    }

    /// The zones of logs that do not tell theirs, in minutes, as the reader of the log would give them: `# zone: FILE MINUTES`.
    private static func zones() throws -> [String: Int] {
        var zones: [String: Int] = [:]
        for line in try String(contentsOf: table, encoding: .utf8).split(separator: "\n")
        where line.hasPrefix("# zone:") {
            let words = line.dropFirst(7).split(separator: " ")
            if words.count == 2 { zones[String(words[0])] = Int(words[1]) }
        }
        return zones
    }

    /// The entries of a log.
    /// - Parameter minutes: the zone of one that does not tell its own; UTC if nil.
    static func entries(of file: URL, _ minutes: Int?) throws -> [Entry] {
        var reader = ImportReader(
            ImportOptions(unnamedCharger: ChargerID("unnamed"), unclearZone: LogZone(offsetMinutes: minutes ?? 0)))
        reader.append([UInt8](try Data(contentsOf: file)))
        reader.finish()
        var entries: [Entry] = []
        var batch = ImportBatch()
        do throws(ImportFault) {
            while try reader.read(into: &batch) {
                entries += batch.entries
                batch = ImportBatch()
            }
        } catch {
            // Some are no log of messages; what was read before the fault is looked at.
            print("\(file.lastPathComponent): \(error)")
        }
        entries += batch.entries
        for index in entries.indices { entries[index].id = EntryID(origin: 1, sequence: Int64(index + 1)) }
        return entries
    }

    private static func line(_ file: String, _ finding: Finding, _ entry: Entry) -> String {
        let frames = [entry.request, entry.response].compactMap { $0?.bytes.prefix(400) }
            .map { String(decoding: $0, as: UTF8.self) }
        return """
            FOUND \(file)\t\(finding.code)\t\(finding.severity.rawValue)\t\(finding.sentence)\t\(finding.pointer ?? "-")\t\
            \(entry.datetime)\t\(frames.joined(separator: " → "))
            """
    }
}

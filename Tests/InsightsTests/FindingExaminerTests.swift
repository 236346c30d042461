import Insights
import OCPP
import TestSupport
import Testing

@testable import OCPPLog

/// The rules as recorder, import and files ask them.
struct FindingExaminerTests {
    @Test func whatItSaysAreTheCodesOfTheEngineEachOnce() {
        var engine = FindingEngine()
        var examiner = FindingExaminer()
        var entry = Entry(
            kind: .unanswered, datetime: .start, chargerID: ChargerID("CP"), connectionID: ConnectionID(rawValue: 1),
            source: .cp, version: .v16)
        entry.action = .authorize
        entry.reason = "timeout"
        entry.uniqueID = UniqueID("1")
        for second in 0..<3 {
            entry.datetime = .at(Double(second))
            var codes: [String] = []
            for finding in engine.read(entry) where !codes.contains(finding.code) { codes.append(finding.code) }
            let found = examiner.findings(of: entry)
            #expect(found == codes && found.contains("no-answer"))
        }
    }

    /// The query language completes codes and doubts those that no rule has.
    @Test func theQueryLanguageKnowsTheCodeOfEveryRule() {
        let missing = FindingRules.all.map { $0.about.code }.filter { !KnownWords.findings.contains($0) }
        #expect(missing.isEmpty, "add it to KnownWords.findings: \(missing)")
    }
}

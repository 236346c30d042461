import Foundation
import Insights
import Testing

/// `docs/insights.md` has every rule, as the rules say it themselves.
struct RuleGuideTests {
    private static let guide = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/insights.md")
    private static let mark =
        "<!-- What follows is made from the rules: OCPPLOGS_REWRITE_GOLDEN=1 swift test --filter RuleGuide -->"

    @Test func theGuideTellsOfEveryRule() throws {
        let text = try String(contentsOf: Self.guide, encoding: .utf8)
        let head = try #require(text.range(of: Self.mark)).upperBound
        let wanted = String(text[..<head]) + "\n\n" + Self.rules
        if ProcessInfo.processInfo.environment["OCPPLOGS_REWRITE_GOLDEN"] != nil {
            try wanted.write(to: Self.guide, atomically: true, encoding: .utf8)
        }
        #expect(
            text == wanted, "docs/insights.md is not what the rules say; write it anew with OCPPLOGS_REWRITE_GOLDEN=1")
    }

    @Test func everyRuleSaysWhatItMeansAndWhatToDo() {
        for rule in FindingRules.all {
            let about = rule.about
            #expect(!about.title.isEmpty && !about.meaning.isEmpty && !about.checks.isEmpty, "\(about.code)")
            #expect(!about.title.hasSuffix(".") && about.meaning.hasSuffix("."), "\(about.code)")
        }
        #expect(FindingRules.all.count >= 40)
    }

    private static var rules: String {
        var text = "| Rule | Severity | What it finds |\n|---|---|---|\n"
        for rule in FindingRules.all {
            text +=
                "| [`\(rule.about.code)`](#\(rule.about.code)) | \(rule.about.severity.rawValue) | \(rule.about.title) |\n"
        }
        for rule in FindingRules.all {
            let about = rule.about
            text +=
                "\n### \(about.code)\n\n**\(about.title)** (\(about.severity.rawValue)). \(about.meaning)\n\nCheck next:\n\n"
            text += about.checks.map { "- \($0)\n" }.joined()
            if let specification = about.specification { text += "\nSource: \(specification).\n" }
        }
        return text
    }
}

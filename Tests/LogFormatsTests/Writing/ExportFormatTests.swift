import Foundation
import LogFormats
import OCPPLog
import Testing

struct ExportFormatTests {
    @Test func namesAreWordsAndNoneIsTwiceThere() {
        let names = ExportFormat.all.map(\.name)
        #expect(Set(names).count == names.count && names.first == "ndjson")
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z-]+/) != nil })
        #expect(names.allSatisfy { ExportFormat.named($0)?.name == $0 } && ExportFormat.named("xml") == nil)
    }

    @Test func everyFormatStandsInTheGuide() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let guide = try String(contentsOf: root.appending(path: "docs/export.md"), encoding: .utf8)
        for format in ExportFormat.all { #expect(guide.contains("| `\(format.name)` |"), "\(format.name)") }
    }
}

import Foundation
import OCPPLog
import Testing

@testable import Web

/// What scripts know of the language, and how much a page loads of them.
struct ScriptTests {
    private static func text(_ script: Assets.Script) throws -> String {
        String(decoding: try Resource.data("Scripts/\(script.rawValue).js"), as: UTF8.self)
    }

    @Test func theSearchBarOffersTheKeysThatThereAre() throws {
        let text = try Self.text(.querykeys)
        let rows = text.matches(of: /\["([a-z]+)", "[^"]+", "([a-z ]*)"\]/)
        #expect(rows.map { String($0.1) } == Field.all.map(\.name))
        for (row, field) in zip(rows, Field.all) {
            #expect(row.2.contains("counted") == field.hasFacet, "\(field)")
            #expect(row.2.contains("compared") == field.values.isComparable, "\(field)")
        }
        let marks = try #require(text.firstMatch(of: /MARKS = \[([^\]]+)\]/)).1
        #expect(marks.matches(of: /"([a-z]+)"/).map { String($0.1) } == EntryMark.allCases.map(\.rawValue))
    }

    @Test func allScriptsAreSmallAndWriteNoMarkupButThatOfTheServer() throws {
        var size = 0
        for script in Assets.Script.allCases {
            let text = try Self.text(script)
            let sent = Assets.code(of: Data(text.utf8))
            size += try #require(sent.withUnsafeBytes { Gzip.pack($0) }).count
            let writes = text.matches(of: /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/).count
            let known: [Assets.Script: Int] = [.arrivals: 1]
            #expect(writes == known[script, default: 0], "\(script)")
            for found in text.matches(of: /from "\.\/([a-z]+)\.js"/) {
                #expect(Assets.Script(rawValue: String(found.1)) != nil, "\(script) loads \(found.1)")
            }
        }
        #expect(size < 30_000)
    }

    @Test func browsersGetAScriptWithoutItsCommentsAndWithItsLines() throws {
        let text = "// What it does.\n\nconst a = \"//\"; // said here\n  // and there\n  b();\n"
        let sent = Assets.code(of: Data(text.utf8))
        #expect(String(decoding: sent, as: UTF8.self) == "\n\nconst a = \"//\"; // said here\n\n  b();\n")
        // A text over several lines would lose what looks like a comment.
        for script in Assets.Script.allCases {
            for template in try Self.text(script).matches(of: /`[^`]*`/) { #expect(!template.0.contains("\n")) }
        }
    }
}

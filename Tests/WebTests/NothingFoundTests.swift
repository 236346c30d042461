import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The ways out when a search finds nothing.
struct NothingFoundTests {
    private let served = Served(entries: [Talk.entry("Heartbeat", charger: "DE-7-12")])

    @Test(
        arguments: [
            ("7-13", ["id:7-13", "charger:*7-13*"]), ("DE-8*", ["id:DE-8*", "charger:DE-8*"]),
            ("a,b", [#"id:"a,b""#, #"charger:"a,b""#]), (#""(x)""#, [#"id:"(x)""#, #"charger:"(x)""#]),
            (#""a\"b""#, [#"id:"a\"b""#, #"charger:"a\"b""#]), ("~x", [#"id:"~x""#, "charger:*~x*"]),
            (#""OR""#, [#"id:"OR""#, "charger:*OR*"]),
            // More than a plain word.
            (#""two words""#, []), ("two words", []), ("-word", []), ("charger:X", []), ("a OR b", []), ("", []),
        ] as [(String, [String])])
    func aLoneWordMayHaveBeenAnIdOrAStation(_ text: String, _ expected: [String]) throws {
        let question = try question(text)
        let steps = LoneWord(try QueryParser.parse(text))?.steps(question) ?? []
        #expect(steps.map(\.url) == expected.map { "/logs?q=\(Link.encode($0))&since=1h" })
    }

    @Test func theOfferedSearchFindsTheStation() async throws {
        // The identity of a station is looked at by a word too, so only a star shows the difference.
        let page = try await served.text("/logs?q=DE-*-12")
        #expect(page.contains("Nothing found"))
        #expect(page.contains(#"<a class="button" href="/logs?q=id:DE-*-12">As an id: id:DE-*-12</a>"#))
        let link = try #require(page.firstMatch(of: /href="([^"]+)">As a charging station: charger:DE-\*-12</))
        #expect(try await served.text(String(link.1)).contains("1 entry, newest first"))
    }

    @Test(
        arguments: [
            ("Müller", true), (#""two words""#, true), ("charger:X word", true), ("charger:X OR word", true),
            ("charger:X", false), ("charger:X -word", false),
        ])
    func whatEscapesHideIsSaidWhereATextWasLookedFor(_ text: String, _ isSaid: Bool) throws {
        let empty = EmptyLog(
            nothingFound: try QueryParser.parse(text), try question(text), sites: SiteDirectory().sites)
        #expect(empty.sentences.contains { $0.contains(#"M\u00fcller"#) } == isSaid)
    }

    private func question(_ text: String) throws -> LogsQuestion {
        let parameters = try QueryString("since=1h&q=\(Link.encode(text))", known: ["q", "since"])
        return try LogsQuestion(parameters, now: .at(3_600))
    }
}

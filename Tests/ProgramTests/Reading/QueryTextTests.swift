import OCPPLog
import Testing

@testable import ocpplogs

/// Faults of a query as the command line shows them.
struct QueryTextTests {
    @Test(arguments: [
        (
            "chager:CP-7 status:Faulted",
            """
            query error: unknown key "chager" — did you mean "charger"?
              chager:CP-7 status:Faulted
              ^^^^^^
              try: charger:CP-7 status:Faulted
            """
        ),
        (
            "é charger:CP(1)",
            """
            query error: a blank is missing before "("
              é charger:CP(1)
                          ^
              try: é charger:"CP(1)"
            """
        ),
    ])
    func aFaultIsShownWithCaretsUnderItsPlace(_ query: String, _ shown: String) throws {
        let failure = try #require(throws: CommandFailure.self) { try QueryText.parse(query) }
        #expect(failure.message == shown)
        #expect(failure.exitCode == 2)
    }

    @Test func aHintIsShownTheSameWay() throws {
        let text = "Faulted or Unavailable"
        let reading = try QueryParser.read(text)
        let hint = try #require(reading.hints.first)
        let lines = QueryText.shown(hint, in: text).split(separator: "\n")
        #expect(lines[0].hasPrefix("hint: "))
        #expect(lines[1] == "  Faulted or Unavailable" && lines[2] == "          ^^")
    }

    @Test func charactersThatAreSpelledOutKeepTheCaretsInPlace() {
        let failure = QueryText.failure(QueryError(.unknownKey, "no", at: 1..<3), in: "\u{1B}\u{202E}x:y")
        #expect(failure.message == "query error: no\n  ⟦U+001B⟧⟦U+202E⟧x:y\n          ^^^^^^^^^")
    }
}

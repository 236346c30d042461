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
}

import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Web

/// Words of OCPP over HTTP.
struct ExplanationsAPITests {
    private let served = Served()

    @Test func aWordIsExplainedWhateverItsSpelling() async throws {
        let text = try await served.text("/api/v1/explanations/boot%20notification")
        #expect(text.hasPrefix(#"{"explanations":[{"word":"BootNotification","kind":"action","#))
    }

    @Test func aKindChoosesAmongItsMeanings() async throws {
        let all = try await served.text("/api/v1/explanations/Rejected")
        let some = try await served.text("/api/v1/explanations/Rejected?kind=status")
        #expect(!some.contains(#""kind":"action""#) && some.count <= all.count)
        #expect(try await served.ask("/api/v1/explanations/Rejected?kind=colour").status == .badRequest)
    }

    @Test func aWordThatIsNotKnownComesWithSuggestions() async throws {
        let answer = try await served.ask("/api/v1/explanations/Hartbeat")
        #expect(answer.status == .notFound)
        #expect(answer.text.contains(#""code":"unknown_word""#))
        #expect(answer.text.contains(#""suggestions":["Heartbeat""#))
    }
}

import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Web

/// How a query is read, over HTTP.
struct ParseAPITests {
    @Test func aQueryIsToldWithItsTreeAndItsTerms() async throws {
        let text = try await Served().text("/api/v1/parse?q=cp:CP-7++-status:Faulted")
        #expect(text.hasPrefix(#"{"text":"cp:CP-7  -status:Faulted","canonical":"charger:CP-7 -status:Faulted","#))
        #expect(text.contains(#""query":{"type":"and","terms":["#) && text.hasSuffix(#""error":null}"#))
    }

    @Test func aTextThatIsNoQueryIsToldWithItsFault() async throws {
        let answer = try await Served().ask("/api/v1/parse?q=chager:CP-7")
        #expect(answer.status == .ok)
        #expect(
            answer.text.contains(#""error":{"code":"unknown_key""#) && answer.text.contains(#""fix":"charger:CP-7""#))
    }

    @Test(arguments: [("q=", 200), ("", 400), ("q=" + String(repeating: "a", count: 3_000), 200), ("q=%ff", 400)])
    func everyTextIsAnswered(_ parameters: String, _ status: Int) async throws {
        #expect(try await Served().ask("/api/v1/parse?\(parameters)").status.code == status)
    }
}

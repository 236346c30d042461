import Insights
import Testing

struct ExplanationTests {
    @Test func anExplanationKeepsWhatItIsTold() {
        let explanation = Explanation(
            "Heartbeat", .action, versions: ["1.6"], sender: "charging station", meaning: "The station is alive.",
            specification: "OCPP 1.6 §4.6")
        #expect(explanation.word == "Heartbeat")
        #expect(explanation.request.isEmpty)
    }
}

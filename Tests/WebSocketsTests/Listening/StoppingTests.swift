import NIOCore
import NIOPosix
import Testing

@testable import WebSockets

/// A listener that stops while clients come.
@Suite(.timeLimit(.minutes(1)))
struct StoppingTests {
    @Test func whoWasAcceptedBeforeTheStopHasAnAnswerHoweverShortBefore() async throws {
        for _ in 0..<30 {
            let listener = try await TestListener { _ in .refuse(status: 403, reason: "nobody may") }
            let ending = listener.listener
            var clients: [Wire] = []
            for _ in 0..<4 { clients.append(try await Wire.connect(to: listener.port)) }
            // Taken in, and perhaps not yet able to hear.
            try await eventually { listener.listener.counts.accepted == 4 }
            async let closed: Void = ending.close()
            for client in clients {
                let answer = String(decoding: await client.receiveAll(), as: UTF8.self)
                #expect(answer.hasPrefix("HTTP/1.1 503 "), "\(answer)")
                client.close()
            }
            await closed
        }
    }
}

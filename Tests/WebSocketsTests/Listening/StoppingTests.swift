import NIOCore
import NIOPosix
import Testing

@testable import WebSockets

/// A listener that stops while clients come.
@Suite(.timeLimit(.minutes(1)))
struct StoppingTests {
    @Test func whoWasAcceptedBeforeTheStopHasAnAnswerHoweverShortBefore() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        for _ in 0..<200 {
            let listener = try await TestListener(group: group) { _ in .refuse(status: 403, reason: "nobody may") }
            let ending = listener.listener
            var clients: [Wire] = []
            for _ in 0..<4 { clients.append(try await Wire.connect(to: listener.port)) }
            async let closed: Void = ending.close()
            var answered = 0
            for client in clients {
                let answer = String(decoding: await client.receiveAll(), as: UTF8.self)
                if answer.hasPrefix("HTTP/1.1 503 ") { answered += 1 }
                client.close()
            }
            await closed
            // Whom the kernel alone had taken in is cut off by the kernel.
            #expect(answered == ending.counts.accepted)
        }
        try await group.shutdownGracefully()
    }
}

import OCPPLog
import Synchronization
import Testing

@testable import EmbeddedStore

/// Work that has begun is done before the files are closed.
struct GateTests {
    @Test func closingWaitsForTheWorkInsideAndLetsNoneInMeanwhile() async throws {
        let gate = Gate()
        let log = EventLog()
        let (inside, isInside) = AsyncStream<Void>.makeStream()
        let (released, release) = AsyncStream<Void>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await gate.pass {
                    isInside.finish()
                    for await _ in released {}
                    log.note("the work ended")
                }
            }
            for await _ in inside {}
            group.addTask {
                let isFirst = await gate.close()
                log.note("the gate closed: \(isFirst)")
            }
            // The closer has begun as soon as nobody else is let in.
            while (try? await gate.pass({})) != nil { await Task.yield() }
            release.finish()
            try await group.waitForAll()
        }
        #expect(log.events == ["the work ended", "the gate closed: true"])
        let isFirst = await gate.close()
        #expect(!isFirst)
        let error = await #expect(throws: StoreError.self) { try await gate.pass {} }
        #expect(error?.code == .closed)
    }

    @Test func workThatFailsHasLeft() async throws {
        let gate = Gate()
        await #expect(throws: CancellationError.self) { try await gate.pass { throw CancellationError() } }
        let isFirst = await gate.close()
        #expect(isFirst)
    }
}

/// What happened, in order.
private final class EventLog: Sendable {
    private let noted = Mutex<[String]>([])

    var events: [String] { noted.withLock { $0 } }

    func note(_ event: String) {
        noted.withLock { $0.append(event) }
    }
}

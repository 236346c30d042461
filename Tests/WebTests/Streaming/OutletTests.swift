import NIOCore
import Testing

@testable import Web

/// Pieces go from one who makes them to one who writes them, with one in between.
@Suite(.timeLimit(.minutes(1)))
struct OutletTests {
    @Test func piecesComeInTheirOrderAndThenTheEnd() async throws {
        let outlet = Outlet()
        let taken = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in UInt8(0)..<100 { try await outlet.put([number]) }
                outlet.end()
            }
            var taken: [UInt8] = []
            while let piece = await outlet.take() { taken += Array(buffer: piece) }
            try await group.waitForAll()
            return taken
        }
        #expect(taken == Array(0..<100))
    }

    @Test func theMakerIsAtMostOneAhead() async throws {
        let outlet = Outlet()
        try await outlet.put([1])
        let isRefused = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    try await outlet.put([2])
                    return false
                } catch {
                    return error is CancellationError
                }
            }
            group.cancelAll()
            return await group.next()
        }
        #expect(isRefused == true)
        outlet.end()
        let first = await outlet.take()
        let second = await outlet.take()
        #expect(first == ByteBuffer(bytes: [1] as [UInt8]) && second == nil)
    }

    @Test func nothingIsPutAfterTheEnd() async throws {
        let outlet = Outlet()
        outlet.end()
        await #expect(throws: CancellationError.self) { try await outlet.put([1]) }
        let piece = await outlet.take()
        #expect(piece == nil)
    }
}

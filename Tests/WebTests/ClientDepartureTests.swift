import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOPosix
import OCPPLog
import Testing

@testable import Web

/// A search whose client has left is not gone on with.
struct ClientDepartureTests {
    @Test(arguments: ["/logs?q=needle", "/api/v1/entries?q=needle"])
    func aSearchEndsWhenItsClientCloses(_ uri: String) async throws {
        let (ends, end) = AsyncStream.makeStream(of: Bool.self)
        let (begins, begin) = AsyncStream.makeStream(of: Void.self)
        let store = EndlessStore(begun: { begin.yield() }, ended: { end.yield($0) })
        let server = WebServer(store: store, settings: try Served.settings(), logger: Logger(label: "test"))
        try await server.application { _ in }.test(.live) { client in
            let port = try #require(client.port)
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(host: "localhost", port: port).get()
            let request = "GET \(uri) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"
            try await channel.writeAndFlush(ByteBuffer(string: request))
            _ = await begins.first { _ in true }
            try await channel.close()
            let wasCancelled = await ends.first { _ in true }
            #expect(wasCancelled == true)
        }
    }

    @Test func workThatEndsInTimeIsAnswered() async throws {
        let departure = ClientDeparture()
        let value = try await departure.whileStaying { 7 }
        #expect(value == 7)
        departure.tell()
        await #expect(throws: CancellationError.self) {
            try await departure.whileStaying {
                for await _ in AsyncStream<Never>.makeStream().stream {}
                try Task.checkCancellation()
            }
        }
    }
}

/// A store whose searches end only when they are cancelled.
private struct EndlessStore: EntryStore {
    let begun: @Sendable () -> Void
    /// Whether it was cancelled.
    let ended: @Sendable (Bool) -> Void
    let origin: UInt32 = 7

    func lastSequence() async throws -> Int64 { 0 }
    func commit(_ batch: Batch) async throws {}
    func unfinished() async throws -> Unfinished { Unfinished() }
    func entry(_ id: EntryID) async throws -> Entry? { nil }
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        let (forever, hold) = AsyncStream<Never>.makeStream()
        begun()
        for await _ in forever {}
        hold.finish()
        ended(Task.isCancelled)
        throw CancellationError()
    }
}

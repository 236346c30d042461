import NIOCore
import NIOEmbedded
import Testing

@testable import WebSockets

/// Pings of ours, on a clock that the test sets.
struct EndpointPingTests {
    private final class Ending: EndpointHandler {
        var closed: ConnectionClosed?

        func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened) {}
        func received(_ message: Message) {}
        func closed(_ closed: ConnectionClosed) { self.closed = closed }
    }

    private let channel = EmbeddedChannel()
    private let ending = Ending()

    init() throws {
        var limits = Limits()
        limits.idleTimeout = .minutes(10)
        let opened = ConnectionOpened(subprotocol: nil, isCompressed: false)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.pipeline.syncOperations.addHandler(
            Endpoint(
                role: .server, handler: ending, opened: opened, compression: nil,
                share: .alone(limits, on: channel.eventLoop)))
    }

    /// What was sent since the last time.
    private func sent() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { bytes += buffer.readableBytesView }
        return bytes
    }

    @Test func aPeerThatAnswersNoPingIsToldSoAndThenClosed() throws {
        channel.embeddedEventLoop.advanceTime(by: .seconds(30))
        #expect(try sent() == TestFrame(9, []).bytes)
        channel.embeddedEventLoop.advanceTime(by: .seconds(30))
        #expect(try sent() == TestFrame.close(1001, "no answer to a ping came").bytes)
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(!channel.isActive)
        #expect(ending.closed == ConnectionClosed(by: nil, code: 1001, reason: "no answer to a ping came"))
    }

    @Test func aPeerThatAnswersStaysOpen() throws {
        for _ in 0..<10 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(30))
            #expect(try sent() == TestFrame(9, []).bytes)
            try channel.writeInbound(ByteBuffer(bytes: TestFrame(10, [], mask: TestFrame.masked).bytes))
        }
        #expect(channel.isActive && ending.closed == nil)
        try channel.close().wait()
    }

    @Test func aLongMessageThatHoldsThePongUpIsASignOfLifeToo() throws {
        let message = TestFrame(1, [UInt8](repeating: 0x20, count: 100), mask: TestFrame.masked).bytes
        for byte in message.prefix(10) {
            channel.embeddedEventLoop.advanceTime(by: .seconds(30))
            #expect(try sent() == TestFrame(9, []).bytes)
            try channel.writeInbound(ByteBuffer(bytes: [byte]))
        }
        #expect(channel.isActive && ending.closed == nil)
        try channel.close().wait()
    }

    @Test func nothingIsScheduledAnyMoreWhenTheConnectionIsOver() throws {
        try channel.close().wait()
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(try sent().isEmpty)
        #expect(ending.closed == ConnectionClosed(by: .client, code: 1006, reason: ""))
    }

    @Test func anEndpointOnWhichNothingIsSaidIsClosedThoughItsPingsAreAnswered() throws {
        func minutes(_ count: Int, saying frame: TestFrame) throws -> [UInt8] {
            var last: [UInt8] = []
            for _ in 0..<2 * count {
                channel.embeddedEventLoop.advanceTime(by: .seconds(30))
                last = try sent()
                try channel.writeInbound(ByteBuffer(bytes: frame.bytes))
            }
            return last
        }
        let pong = TestFrame(10, [], mask: TestFrame.masked)
        #expect(try minutes(20, saying: .text("hello", mask: TestFrame.masked)) == TestFrame(9, []).bytes)
        #expect(try minutes(9, saying: pong) == TestFrame(9, []).bytes)
        _ = try minutes(4, saying: pong)
        #expect(!channel.isActive)
        let end = ConnectionClosed(by: nil, code: 1001, reason: "nothing was said for 600 seconds")
        #expect(ending.closed == end)
    }
}

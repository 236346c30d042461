import NIOCore
import OCPP
import OCPPLog
import Synchronization
import WebSockets

/// A charging station on a real socket, for tests: sends texts, and waits for what comes.
final class TestStation: Sendable {
    /// What a station hears, in its order.
    enum Heard: Sendable, Equatable {
        case message(String)
        case closed(code: UInt16, reason: String)
    }

    private let heard: AsyncStream<Heard>
    private let connection: NIOLoopBound<Ear>
    private let loop: any EventLoop

    private init(_ heard: AsyncStream<Heard>, _ connection: NIOLoopBound<Ear>, _ loop: any EventLoop) {
        self.heard = heard
        self.connection = connection
        self.loop = loop
    }

    /// Connects with an identity, which stands for itself in the path.
    static func connect(
        to port: Int, as identity: String, subprotocols: [String] = ["ocpp1.6"], headers: HandshakeHeaders = .init(),
        tls: UpstreamTLS? = nil,
        on group: any EventLoopGroup
    ) async throws -> TestStation {
        let loop = group.next()
        let (heard, ear) = AsyncStream.makeStream(of: Heard.self, bufferingPolicy: .bufferingOldest(1_000))
        let bound = try await loop.submit { NIOLoopBound(Ear(ear), eventLoop: loop) }.get()
        try await WebSocketClient.connect(
            url: "\(tls == nil ? "ws" : "wss")://127.0.0.1:\(port)/\(identity)", subprotocols: subprotocols,
            headers: headers, on: loop, tls: tls,
            makeHandler: { bound.value })
        return TestStation(heard, bound, loop)
    }

    func send(_ text: String) async throws {
        let connection = connection
        try await loop.submit { _ = connection.value.connection?.send(text: Array(text.utf8)) }.get()
    }

    /// The next thing that is heard; nil when the connection is over.
    func next() async -> Heard? {
        await heard.first { _ in true }
    }

    func close(code: UInt16 = 1000, reason: String = "") async throws {
        let connection = connection
        try await loop.submit { connection.value.connection?.close(code: code, reason: reason) }.get()
    }

    private final class Ear: EndpointHandler {
        private let stream: AsyncStream<Heard>.Continuation
        private(set) var connection: EndpointConnection?

        init(_ stream: AsyncStream<Heard>.Continuation) {
            self.stream = stream
        }

        func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened) {
            self.connection = connection
        }

        func received(_ message: Message) {
            stream.yield(.message(String(decoding: message.bytes, as: UTF8.self)))
        }

        func closed(_ closed: ConnectionClosed) {
            connection = nil
            stream.yield(.closed(code: closed.code, reason: closed.reason))
            stream.finish()
        }
    }
}

/// Keeps what connections hand over, and lets a test wait for it.
final class KeepingSink: RecordSink {
    private let stream: AsyncStream<Entry>
    private let continuation: AsyncStream<Entry>.Continuation
    private let count = Mutex(0)

    /// How many entries were handed over.
    var handedOver: Int { count.withLock { $0 } }

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(10_000))
    }

    func offer(_ recordables: [Recordable]) {
        for case .completed(let entry, _) in recordables {
            count.withLock { $0 += 1 }
            continuation.yield(entry)
        }
    }

    func lost(_ frames: [LostFrames]) {}

    /// The next so many entries, in the order in which they were handed over.
    func next(_ count: Int) async -> [Entry] {
        var entries: [Entry] = []
        for await entry in stream {
            entries.append(entry)
            if entries.count == count { break }
        }
        return entries
    }
}

import NIOCore
import Synchronization
import WebSockets

/// What is told about one connection.
enum Told: Equatable, Sendable {
    case opened(ConnectionOpened)
    case message(Message)
    case refused(status: Int, by: Peer?)
    case closed(ConnectionClosed)

    var text: String? {
        if case .message(let message) = self { String(decoding: message.bytes, as: UTF8.self) } else { nil }
    }
}

/// Passes on what is told about connections, so that a test can wait for it.
struct Witness: Sendable {
    let stream: AsyncStream<Told>
    let ear: AsyncStream<Told>.Continuation
    private let refusals = Refusals()

    /// The reasons of refusals, in their order.
    var reasons: [String] { refusals.reasons.withLock { $0 } }

    private final class Refusals: Sendable {
        let reasons = Mutex<[String]>([])
    }

    init() {
        (stream, ear) = AsyncStream.makeStream(of: Told.self)
    }

    /// The next thing that is told; nil when the test's time is over.
    func next() async -> Told? {
        await stream.first { _ in true }
    }

    /// The next message.
    func nextMessage() async -> Message? {
        for await told in stream {
            if case .message(let message) = told { return message }
        }
        return nil
    }

    /// How the connection ended; what is told before is passed over.
    func end() async -> Told? {
        await stream.first {
            switch $0 {
            case .closed, .refused: true
            case .opened, .message: false
            }
        }
    }

    func observer() -> any ConnectionObserver { Observer(ear, refusals) }

    func handler(_ act: @escaping (EndpointConnection, Message?) -> Void = { _, _ in }) -> any EndpointHandler {
        Handler(ear, act)
    }

    private final class Observer: ConnectionObserver {
        private let ear: AsyncStream<Told>.Continuation
        private let refusals: Refusals

        init(_ ear: AsyncStream<Told>.Continuation, _ refusals: Refusals) {
            self.ear = ear
            self.refusals = refusals
        }

        func opened(_ opened: ConnectionOpened) { ear.yield(.opened(opened)) }
        func received(_ message: Message) { ear.yield(.message(message)) }
        func refused(status: Int, reason: String, by peer: Peer?) {
            refusals.reasons.withLock { $0.append(reason) }
            ear.yield(.refused(status: status, by: peer))
        }
        func closed(_ closed: ConnectionClosed) { ear.yield(.closed(closed)) }
    }

    /// Tells, and then acts: with nil when the connection has opened.
    private final class Handler: EndpointHandler {
        private let ear: AsyncStream<Told>.Continuation
        private let act: (EndpointConnection, Message?) -> Void
        private var connection: EndpointConnection?

        init(_ ear: AsyncStream<Told>.Continuation, _ act: @escaping (EndpointConnection, Message?) -> Void) {
            self.ear = ear
            self.act = act
        }

        func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened) {
            self.connection = connection
            ear.yield(.opened(opened))
            act(connection, nil)
        }

        func received(_ message: Message) {
            ear.yield(.message(message))
            if let connection { act(connection, message) }
        }

        func closed(_ closed: ConnectionClosed) {
            connection = nil
            ear.yield(.closed(closed))
        }
    }
}

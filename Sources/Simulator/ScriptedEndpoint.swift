import NIOCore
import OCPP
import WebSockets

/// Does what a script says on a connection, and wakes it in time. Used on one event loop only; outlives connections.
final class ScriptedEndpoint<Role: Script>: EndpointHandler {
    /// At the end answers are waited for so long.
    private static var lastWait: TimeAmount { .seconds(1) }

    private(set) var script: Role
    private let now: @Sendable () -> Timestamp
    private let whenClosed: (Role) -> Void
    private var connection: EndpointConnection?
    private var alarm: Scheduled<Void>?
    private var isEnding = false
    private var isOver = false
    private(set) var connections = 0
    /// Succeeds when the connection has ended.
    var ended: EventLoopPromise<Void>?
    /// How the script ended the last connection; nil when the other side did.
    private(set) var hangUp: HangUp?
    /// Whether the other side said anything on the last connection.
    private(set) var wasSpokenTo = false

    init(_ script: Role, now: @escaping @Sendable () -> Timestamp, whenClosed: @escaping (Role) -> Void) {
        self.script = script
        self.now = now
        self.whenClosed = whenClosed
    }

    func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened) {
        self.connection = connection
        connections += 1
        hangUp = nil
        wasSpokenTo = false
        guard !isEnding else {
            isOver = true
            return connection.close(code: 1001, reason: "the simulation is over")
        }
        perform(script.opened(at: now()))
    }

    func received(_ message: Message) {
        guard !isOver, hangUp == nil, message.problem == nil else { return }
        wasSpokenTo = true
        perform(script.received(message.bytes, at: now()))
    }

    func closed(_ closed: ConnectionClosed) {
        alarm?.cancel()
        alarm = nil
        connection = nil
        script.closed(at: now())
        whenClosed(script)
        ended?.succeed()
        ended = nil
    }

    /// Ends the connection, and any that comes: when what is under way is answered, or after a second.
    func leave() {
        guard !isEnding else { return }
        isEnding = true
        script.finish()
        guard let connection, hangUp == nil else { return depart() }
        connection.eventLoop.assumeIsolated().scheduleTask(in: Self.lastWait) { [weak self] in self?.depart() }
        departIfQuiet()
    }

    private func departIfQuiet() {
        if isEnding, script.isQuiet { depart() }
    }

    private func depart() {
        guard !isOver else { return }
        isOver = true
        alarm?.cancel()
        connection?.close(code: 1001, reason: "the simulation is over")
    }

    private func perform(_ steps: [Step]) {
        for step in steps {
            switch step {
            case .send(let frame): connection?.send(text: frame)
            case .hangUp(let hangUp): end(hangUp)
            }
        }
        setAlarm()
        departIfQuiet()
    }

    private func end(_ hangUp: HangUp) {
        self.hangUp = hangUp
        if hangUp.isAbrupt {
            connection?.abort()
        } else {
            connection?.close(code: 1001, reason: "restart")
        }
    }

    private func setAlarm() {
        alarm?.cancel()
        alarm = nil
        // After a hang-up nothing is said on this connection any more.
        guard let connection, hangUp == nil, let time = script.nextWake else { return }
        let wait = max(0, time.since(now()).wholeMicroseconds)
        alarm = connection.eventLoop.assumeIsolated().scheduleTask(in: .microseconds(wait)) { [weak self] in
            self?.wake()
        }
    }

    private func wake() {
        guard !isOver, connection != nil else { return }
        perform(script.wake(at: now()))
    }
}

public import Logging
public import NIOCore
public import OCPPLog
public import WebSockets

/// The OCPP ports: take in charging stations, and record what is said on each connection.
public struct CaptureServer: Sendable {
    private let listeners: [Listener]
    let context: CaptureContext

    /// Begins to listen on every address, or on none.
    /// - Parameters:
    ///   - listeners: a port of 0 takes a free one; see ``localPorts``.
    ///   - limits: for the connections of all listeners together.
    /// - Throws: `Listener.BindError` when one of the addresses cannot be listened on.
    public static func bind(
        listeners: [ListenerSettings], role: CaptureRole, settings: CaptureSettings, limits: Limits = Limits(),
        group: any EventLoopGroup, logger: Logger
    ) async throws -> CaptureServer {
        let context = CaptureContext(
            role: role, settings: settings, policies: listeners.map(\.policy), logger: logger)
        var bound: [Listener] = []
        do {
            for listener in listeners {
                bound.append(
                    try await Listener.bind(
                        host: listener.host, port: listener.port, group: group, limits: limits, tls: listener.tls,
                        sharing: bound.first,
                        acceptor: CaptureAcceptor(context, policy: listener.policy), logger: logger))
            }
        } catch {
            for listener in bound { await listener.close() }
            await context.close()
            throw error
        }
        return CaptureServer(listeners: bound, context: context)
    }

    /// The ports that are listened on, in the order of the listeners.
    public var localPorts: [Int] { listeners.map(\.localPort) }

    /// Sends CALLs to stations; as a proxy it refuses to.
    public var sender: any CallSender { context.sender }

    /// The stations that are connected to the controller now, by identity; none as a proxy.
    public var connected: [ConnectedCharger] { context.chargers.connected }

    /// Figures since the start.
    public var counts: CaptureCounts {
        var counts = context.counters.snapshot
        context.pairing.fill(&counts)
        counts.listeners = listeners.reduce(ListenerCounts()) { $0 + $1.counts }
        return counts
    }

    /// Takes in no more connections and ends those that are open; returns when the last word of each is offered to the
    /// recorder.
    public func close() async {
        await withTaskGroup { group in
            for listener in listeners { group.addTask { await listener.close() } }
        }
        await context.close()
    }
}

import NIOCore
import OCPP
import WebSockets

/// One charging station on the network: dials, lets its script talk, and comes back when the connection ended.
struct SimulatedCharger: Sendable {
    private typealias Endpoint = ScriptedEndpoint<StationScript>

    /// The server's URL without the identity.
    let server: String
    let script: StationScript
    let firstPause: Duration
    let now: @Sendable () -> Timestamp
    let eventLoop: any EventLoop
    var backoff: Backoff

    /// Runs until the task is cancelled; then the connection is closed properly.
    func run() async -> FleetReport {
        let (script, now, eventLoop) = (script, now, eventLoop)
        var failures = FleetReport()
        do {
            let endpoint = try await eventLoop.submit {
                NIOLoopBound(Endpoint(script, now: now, whenClosed: { _ in }), eventLoop: eventLoop)
            }.get()
            await dialAgainAndAgain(endpoint, &failures)
            var report = try await eventLoop.submit {
                var report = endpoint.value.script.report
                report.connections = endpoint.value.connections
                return report
            }.get()
            report.add(failures)
            return report
        } catch {
            // The event loop is gone: there is nobody left to ask.
            failures.stations = 1
            return failures
        }
    }

    private func dialAgainAndAgain(_ endpoint: NIOLoopBound<Endpoint>, _ failures: inout FleetReport) async {
        var backoff = backoff
        var pause = firstPause
        // The sleep throws when the time is over.
        while (try? await Task.sleep(for: pause)) != nil {
            do {
                pause = try await talk(endpoint, &backoff)
            } catch {
                failures.countFailure(ConnectProblem.sentence(error, server: server))
                pause = backoff.next()
            }
        }
    }

    /// One connection from its beginning to its end.
    /// - Returns: when to come back.
    private func talk(_ endpoint: NIOLoopBound<Endpoint>, _ backoff: inout Backoff) async throws -> Duration {
        let ended = eventLoop.makePromise(of: Void.self)
        do {
            var limits = Limits()
            // A run must be able to end while a server does not answer.
            limits.upstreamTimeout = .seconds(4)
            limits.handshakeTimeout = .seconds(4)
            try await WebSocketClient.connect(
                url: "\(server)/\(script.identity)", subprotocols: script.vendor.version.subprotocol.map { [$0] } ?? [],
                on: eventLoop, limits: limits
            ) {
                endpoint.value.ended = ended
                return endpoint.value
            }
        } catch {
            ended.succeed()
            throw error
        }
        try await withTaskCancellationHandler {
            try await ended.futureResult.get()
        } onCancel: {
            eventLoop.execute { endpoint.value.leave() }
        }
        let (hangUp, wasSpokenTo) = try await eventLoop.submit {
            (endpoint.value.hangUp, endpoint.value.wasSpokenTo)
        }.get()
        if wasSpokenTo { backoff.reset() }
        return hangUp?.away ?? backoff.next()
    }
}

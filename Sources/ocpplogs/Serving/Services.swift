import Capture
import EmbeddedStore
import OCPPLog
import ServiceLifecycle
import Web

// The parts of `serve` as services of one group. They start in order and stop in reverse, so that the recorder writes what is
// left before the store closes.

/// Keeps the store in order and open until everything else has stopped.
struct StoreService: Service {
    let store: EmbeddedStore

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await store.run() }
        try await store.close()
    }
}

/// Records until capture has stopped, then writes what still waits.
struct RecorderService: Service {
    let recorder: Recorder

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await recorder.run()
        } onGracefulShutdown: {
            recorder.finish()
        }
    }
}

/// Ends the connections of charging stations when the program stops.
struct CaptureService: Service {
    let capture: CaptureServer
    let ports: OCPPPorts

    func run() async throws {
        defer { ports.close() }
        try await gracefulShutdown()
        ports.close()
        await capture.close()
    }
}

/// Serves pages and API, and says when it does.
struct WebService: Service {
    let web: WebServer
    let listening: @Sendable (_ port: Int) async -> Void

    func run() async throws {
        try await web.run(listening: listening)
    }
}

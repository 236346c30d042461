import ArgumentParser
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Simulator
import UnixSignals
import WebSockets

/// `ocpplogs simulate`: charging stations, a management system, or both, that talk as real ones do.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Plays charging stations, their management system (CSMS), or both.",
        discussion: """
            Examples:
              five charging stations talk to a server for a minute:
                ocpplogs simulate --to ws://127.0.0.1:9000
              a load; each station appends its identity to the path:
                ocpplogs simulate --chargers 200 --for 10m --to ws://127.0.0.1:9000/ocpp
              a CSMS to put behind the proxy (serve --upstream ws://127.0.0.1:9100):
                ocpplogs simulate --csms 127.0.0.1:9100 --for 24h
              both ends at once, with the proxy between them:
                ocpplogs simulate --csms 127.0.0.1:9100 --to ws://127.0.0.1:9000
              twenty times as fast, and nothing goes wrong but that connectors break:
                ocpplogs simulate --to ws://127.0.0.1:9000 --speed 20 --mishaps fault

            Stations boot, report their states, authorise drivers, charge, break
            down and restart. Some frames are broken and some requests stay
            unanswered, on purpose; --mishaps chooses what goes wrong. When the
            time is over, or on Ctrl-C, a report of what was done is printed.
            Exit codes: 0 done, 2 wrong options, 4 no station could ever connect.
            """)

    @Option(help: ArgumentHelp("How many charging stations (default: 5).", valueName: "n"))
    var chargers: Int?

    @Option(name: .customLong("for"), help: ArgumentHelp("How long: 500ms, 60s, 15m, 24h.", valueName: "time"))
    var time = TimeSpan(seconds: 60)

    @Option(help: ArgumentHelp("Where the charging stations connect: ws://… or wss://….", valueName: "url"))
    var to: String?

    @Option(help: ArgumentHelp("Play a CSMS that listens here; port 0 takes a free one.", valueName: "host:port"))
    var csms: HostPort?

    @Option(help: ArgumentHelp("The same number tells the same story.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "What goes wrong: all, none, or some of \(MishapList.names), with commas between them.", valueName: "names")
    )
    var mishaps = "all"

    @Option(help: ArgumentHelp("How many times faster than real time, from 0.1 to 1000.", valueName: "factor"))
    var speed = 1.0

    func run() async throws {
        try check()
        let mishaps = try MishapList.read(mishaps)
        let eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        let simulation = Simulation(
            fleet: to.map { ($0, fleet(server: $0, mishaps, on: eventLoops)) },
            csms: csms.map { ($0, csms(at: $0, mishaps, on: eventLoops)) }, duration: time.duration)
        let outcome: Result<Void, any Error>
        do {
            try await untilSignal(simulation)
            outcome = .success(())
        } catch let error as Listener.BindError {
            outcome = .failure(CommandFailure.usage("--csms: \(error)"))
        } catch {
            outcome = .failure(error)
        }
        try await eventLoops.shutdownGracefully()
        try outcome.get()
    }

    private func check() throws {
        guard to != nil || csms != nil else {
            throw CommandFailure.usage(
                "simulate: give --to URL for charging stations, --csms HOST:PORT for a CSMS, or both")
        }
        guard chargers == nil || to != nil else { throw CommandFailure.usage("--chargers needs --to URL") }
        guard (1...20_000).contains(chargers ?? 1) else {
            throw CommandFailure.usage("--chargers is a number from 1 to 20000")
        }
        guard time.duration > .zero else { throw CommandFailure.usage("--for is longer than nothing") }
        guard (0.1...1_000).contains(speed) else { throw CommandFailure.usage("--speed is a number from 0.1 to 1000") }
        do {
            if let to { _ = try Upstream(url: to) }
        } catch let error as Upstream.InvalidURL {
            throw CommandFailure.usage("--to: \(error)")
        }
    }

    private func fleet(server: String, _ mishaps: Set<Mishap>, on eventLoops: any EventLoopGroup) -> Fleet {
        Fleet(
            stations: chargers ?? 5, url: server, seed: seed, speed: speed, mishaps: mishaps,
            now: SystemTime.now, group: eventLoops, logger: Self.logger)
    }

    private func csms(at address: HostPort, _ mishaps: Set<Mishap>, on eventLoops: any EventLoopGroup) -> SimulatedCSMS
    {
        SimulatedCSMS(
            host: address.host, port: address.port, seed: seed, speed: speed, mishaps: mishaps,
            now: SystemTime.now, group: eventLoops, logger: Self.logger)
    }

    /// Runs to its end, which SIGTERM and SIGINT bring about early.
    private func untilSignal(_ simulation: Simulation) async throws {
        let part = ServiceGroupConfiguration.ServiceConfiguration(
            service: simulation, successTerminationBehavior: .gracefullyShutdownGroup)
        let silent = Logger(label: "ocpplogs.services") { _ in SwiftLogNoOpLogHandler() }
        try await ServiceGroup(
            configuration: .init(services: [part], gracefulShutdownSignals: [.sigterm, .sigint], logger: silent)
        ).run()
    }

    private static var logger: Logger {
        Logger(label: "ocpplogs.simulate") { StreamLogHandler.standardError(label: $0) }
    }
}

/// What one call of the command plays, as a service that signals can end.
private struct Simulation: Service {
    let fleet: (server: String, stations: Fleet)?
    let csms: (address: HostPort, system: SimulatedCSMS)?
    let duration: Duration

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await play() }
    }

    private func play() async throws {
        async let csmsReport = csms?.system.run(for: duration, listening: announce)
        async let fleetReport = fleet?.stations.run(for: duration)
        let (listened, talked) = try await (csmsReport, fleetReport)
        if let talked { print("\(talked)") }
        if let listened { print("\(listened)") }
        // Who is interrupted before the first attempt has ended knows nothing of the server.
        if let fleet, let talked, talked.connections == 0, !talked.failures.isEmpty {
            throw CommandFailure.server("no charging station could connect to \(fleet.server)")
        }
    }

    private func announce(port: Int) {
        guard let host = csms?.address.host else { return }
        print("CSMS listening on ws://\(HostPort(host: host, port: port))")
    }

    private func print(_ text: String) {
        Terminal.write(Array((text + "\n").utf8))
    }
}

import Glibc
import Reporting

/// Charging stations, a proxy and a CSMS, each a process of its own, connected.
final class Rig {
    let subject: Subject
    let proxy: RunningProxy
    let stations: Child
    private let csms: Child
    /// Memory of the proxy before the first connection.
    let emptyMemory: Int64

    /// - Parameter staysAwake: whether the CSMS does not sleep between requests that follow each other closely.
    init(_ subject: Subject, connections: Int, staysAwake: Bool = false) throws {
        self.subject = subject
        csms = try Child.role("csms", staysAwake ? "awake" : "", on: Processors.load)
        guard let port = try csms.answer()["port"] else { throw Failure("the CSMS has no port") }
        proxy = try RunningProxy.start(subject, upstream: UInt16(port))
        emptyMemory = proxy.memory
        stations = try Child.role("stations", "\(proxy.port)", on: Processors.load)
        let opened = try stations.ask("open \(connections)")["open"]
        guard opened == connections else { throw Failure("\(opened ?? 0) of \(connections) connections are open") }
    }

    /// Lets the stations do something, and tells what it cost per round trip.
    func measure(_ order: String) throws -> Cost {
        let (loop, process, load) = (proxy.loopTime, proxy.processTime, loadTime)
        let answer = try stations.ask(order)
        let (loopAfter, processAfter, loadAfter) = (proxy.loopTime, proxy.processTime, loadTime)
        guard let rounds = answer["rounds"], rounds > 0, let wall = answer["ns"] else {
            throw Failure("the charging stations did not do: \(order)")
        }
        func share(_ from: Int64, _ to: Int64) -> Double { Double(to - from) / Double(rounds) }
        return Cost(
            loop: share(loop, loopAfter), process: share(process, processAfter), load: share(load, loadAfter),
            wall: Double(wall) / Double(rounds), answer: answer)
    }

    /// Waits until everything that was captured is counted.
    /// - Throws: ``Failure`` when an exchange is missing or something else was recorded.
    func checkRecorded(exchanges: Int) throws {
        guard subject == .capture else { return }
        var counts: [String: Int] = [:]
        for _ in 0..<100 {
            counts = try proxy.recorded()
            if counts["exchanges"] == exchanges, counts["others"] == 0, counts["lost"] == 0 { return }
            usleep(50_000)
        }
        throw Failure("\(exchanges) exchanges passed, but this was recorded: \(counts)")
    }

    func stop() {
        stations.stop()
        proxy.stop()
        csms.stop()
    }

    private var loadTime: Int64 { Kernel.time(of: stations.pid) + Kernel.time(of: csms.pid) }
}

/// What a round trip cost, in nanoseconds.
struct Cost {
    /// The event loop of the proxy.
    var loop: Double
    /// All threads of the proxy.
    var process: Double
    /// Charging stations and CSMS together.
    var load: Double
    /// Time on the clock.
    var wall: Double
    /// What else the stations told.
    var answer: [String: Int]
}

extension Cost {
    /// Slices of equal work as one: the mean of what they cost, the median of the latencies.
    init(slices: some Collection<Cost>) {
        func mean(_ figure: (Cost) -> Double) -> Double {
            slices.reduce(0) { $0 + figure($1) } / Double(max(1, slices.count))
        }
        let names = slices.first.map { Array($0.answer.keys) } ?? []
        self.init(
            loop: mean(\.loop), process: mean(\.process), load: mean(\.load), wall: mean(\.wall),
            answer: names.reduce(into: [:]) { answer, name in
                answer[name] = Int(Figure.median(slices.map { Double($0.answer[name] ?? 0) }))
            })
    }
}

import Glibc
import Reporting

/// Connections that say nothing: how much memory of the process each holds.
enum Idle {
    private struct Sample {
        var before: Double
        var after: Double
        var connections: Int
        var each: Double { (after - before) / Double(connections) }
    }

    static func section(_ options: Options) throws -> String {
        let subjects = Subject.proxies + [.controller]
        let measured = try Rounds(options.isQuick ? 1 : options.runs, subjects.count) { index in
            let subject = subjects[index]
            let connections = subject == .controller ? 10_000 : 9_000
            let rig = try Rig(subject, connections: connections)
            defer { rig.stop() }
            // A controller pings every five seconds here; with its answers it has what it needs for them.
            sleep(subject == .controller ? 8 : 2)
            return Sample(
                before: Double(rig.emptyMemory), after: Double(rig.proxy.memory), connections: connections)
        }
        let rows = subjects.indices.map { index in
            [
                subjects[index].title, Figure.grouped(Double(measured.samples[index].first?.connections ?? 0)),
                mebibytes(Figure.median(measured.values(index, \.before))),
                mebibytes(Figure.median(measured.values(index, \.after))),
                Figure.range(measured.values(index) { $0.each / 1_024 }) + " KiB",
            ]
        }
        return Table.markdown(
            heading: "On the wire, idle: memory of the process",
            ["", "connections", "without any", "with all", "each connection"], rows)
    }

    private static func mebibytes(_ bytes: Double) -> String { Figure.number(bytes / 1_048_576) + " MiB" }
}

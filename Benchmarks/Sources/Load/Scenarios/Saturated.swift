import Reporting

/// As many round trips as pass: every connection sends as soon as it has its answer.
enum Saturated {
    static let connections = 200
    /// Round trips of one slice.
    static let slice = 10_000

    static func section(_ options: Options) throws -> String {
        let slices = options.isQuick ? 5 : 20
        let subjects = Subject.proxies + [.direct]
        let rigs = try subjects.map { try Rig($0, connections: connections, staysAwake: true) }
        defer { for rig in rigs { rig.stop() } }
        for rig in rigs { _ = try rig.measure("saturated \(slice)") }
        let measured = try Rounds(options.runs, slices: slices, rigs, order: "saturated \(slice)")
        for rig in rigs { try rig.checkRecorded(exchanges: slice * (1 + options.runs * slices)) }
        let rows = subjects.indices.map { index in
            let isProxy = subjects[index] != .direct
            func median(_ figure: (Cost) -> Double) -> Double { Figure.median(measured.values(index, figure)) }
            return [
                subjects[index].title,
                isProxy ? Figure.time(median(\.loop)) : "–",
                isProxy ? Figure.time(median(\.process)) : "–",
                Figure.time(median(\.load)),
                Figure.grouped(1e9 / median(\.wall)),
                isProxy ? percent(median { $0.loop / $0.wall }) : "–",
                percent(median { $0.load / $0.wall }),
                isProxy ? Figure.range(measured.ratios(index, to: 0, \.loop)) : "–",
                isProxy && index > 1 ? Figure.range(measured.ratios(index, to: 3, \.loop)) : "–",
            ]
        }
        return Table.markdown(
            heading: "On the wire, saturated: \(connections) connections, 200-byte messages",
            [
                "a round trip", "CPU of the event loop", "CPU of the process", "CPU of the load", "per second",
                "event loop busy", "load busy", "event loop, nginx = 1", "nothing recorded = 1",
            ], rows)
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

import Reporting

/// A steady 4,000 round trips a second over 1,000 connections: how long one takes, and what it costs.
enum Paced {
    static let connections = 1_000
    static let rate = 4_000

    static func section(_ options: Options) throws -> String {
        let seconds = options.isQuick ? 3 : 10
        let subjects = Subject.proxies + [.direct]
        let rigs = try subjects.map { try Rig($0, connections: connections) }
        defer { for rig in rigs { rig.stop() } }
        for rig in rigs { _ = try rig.measure("paced \(rate) 1") }
        let measured = try Rounds(options.runs, slices: seconds, rigs, order: "paced \(rate) 1")
        for rig in rigs { try rig.checkRecorded(exchanges: rate * (1 + options.runs * seconds)) }
        let rows = subjects.indices.map { index in
            let isProxy = subjects[index] != .direct
            func latency(_ name: String) -> (Cost) -> Double { { Double($0.answer[name] ?? 0) } }
            func median(_ figure: (Cost) -> Double) -> Double { Figure.median(measured.values(index, figure)) }
            return [
                subjects[index].title,
                Figure.time(median(latency("p50"))), Figure.time(median(latency("p99"))),
                Figure.time(median(latency("p999"))),
                isProxy ? Figure.time(median(\.loop)) : "–",
                isProxy ? Figure.time(median(\.process)) : "–",
                isProxy ? Figure.range(measured.ratios(index, to: 0, latency("p50"))) : "–",
                isProxy ? Figure.range(measured.ratios(index, to: 0, latency("p99"))) : "–",
                isProxy ? Figure.range(measured.ratios(index, to: 0, \.loop)) : "–",
            ]
        }
        return Table.markdown(
            heading: "On the wire, paced: \(Figure.grouped(Double(rate))) round trips a second over "
                + "\(Figure.grouped(Double(connections))) connections",
            [
                "a round trip", "p50", "p99", "p99.9", "CPU of the event loop", "CPU of the process", "p50, nginx = 1",
                "p99, nginx = 1", "event loop, nginx = 1",
            ], rows)
    }
}

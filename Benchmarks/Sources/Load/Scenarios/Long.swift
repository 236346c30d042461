import Reporting

/// Ten minutes of traffic over 9,000 connections: nothing may be lost, and memory must not grow.
enum Long {
    static let connections = 9_000
    static let rate = 2_000

    static func section(_ options: Options) throws -> String {
        let minutes = options.isQuick ? 1 : 10
        let rig = try Rig(.capture, connections: connections)
        defer { rig.stop() }
        var rows: [[String]] = []
        for minute in 1...minutes {
            let cost = try rig.measure("paced \(rate) 60")
            try rig.checkRecorded(exchanges: rate * 60 * minute)
            rows.append([
                "\(minute)", Figure.grouped(Double(rate * 60 * minute)),
                Figure.number(Double(rig.proxy.memory) / 1_048_576) + " MiB",
                Figure.time(Double(cost.answer["p50"] ?? 0)), Figure.time(Double(cost.answer["p99"] ?? 0)),
                Figure.time(cost.loop),
            ])
        }
        return Table.markdown(
            heading: "On the wire, long: \(Figure.grouped(Double(rate))) round trips a second over "
                + "\(Figure.grouped(Double(connections))) connections, with capture",
            ["minute", "recorded, none lost", "memory", "p50", "p99", "CPU of the event loop"], rows)
    }
}

import OCPPLog

/// Reading the texts of queries: what a search costs before it begins.
enum Parsing {
    private static let count = 10_000

    /// What people type.
    private static let texts = [
        "GroundFailure", "charger:DE-MUC-07 status:Faulted", "action:Authorize,StartTransaction -result:accepted",
        "(status:Faulted OR is:unanswered) site:\"Depot 7\" latency:>2s",
        "request.meterValue.sampledValue.value:20..30 connector:1",
    ]

    static func comparisons() -> [Comparison] {
        [
            Comparison(
                title: "Parsing: five typical queries", unit: "query", units: count * texts.count,
                subjects: [
                    Subject("QueryParser: the query") { run { try QueryParser.parse($0).asksBoots } },
                    Subject("QueryParser: with hints, terms and canonical text") {
                        run { try QueryParser.read($0).query.asksBoots }
                    },
                ])
        ]
    }

    private static func run(_ parse: (String) throws -> Bool) -> Int {
        var read = 0
        for _ in 0..<count {
            for text in texts where (try? parse(text)) != nil { read += 1 }
        }
        return read
    }
}

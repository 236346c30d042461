import Reporting

/// What the store has to reach, what it aims at, and what was measured.
struct Goals {
    let entries: Int
    let isHard: Bool
    let outcomes: [Side: Outcome]

    /// One line: the figure, the most or least that is allowed, the aim.
    private struct Goal {
        var title: String
        var measured: Double?
        /// Nil where there is an aim alone.
        var must: Double?
        var aim: Double?
        var unit: String
        var isLeast = false

        var cells: [String] {
            let sign = isLeast ? "≥" : "≤"
            func cell(_ value: Double?) -> String { value.map { "\(Figure.number($0))\(unit)" } ?? "–" }
            let isMet = measured.flatMap { value in must.map { isLeast ? value >= $0 : value <= $0 } }
            return [
                title, must.map { "\(sign) \(cell($0))" } ?? "", aim.map { "\(sign) \(cell($0))" } ?? "",
                cell(measured),
                isMet.map { $0 ? "yes" : "NO" } ?? "–",
            ]
        }
    }

    var text: String {
        Table.markdown(
            heading: "Store: goals, \(Figure.grouped(Double(entries))) entries\(isHard ? ", hard" : "")",
            ["", "must", "aim", "measured", "met"], goals.map(\.cells))
    }

    private var goals: [Goal] {
        let ours = outcomes[.ours]?.figures ?? [:]
        let isLarge = entries >= 100_000_000
        let speed = rate(.ours)
        let writing = ours["ours-commit-5000 per second"]
        return [
            Goal(title: "disk, part of ClickHouse", measured: disk(.clickhouse), must: 0.65, aim: 0.55, unit: " ×"),
            Goal(title: "disk, part of SQLite rows", measured: disk(.sqlite), must: 1.0 / 24, unit: " ×"),
            Goal(title: "disk, part of NDJSON", measured: disk(.ripgrep), must: 1.0 / 25, unit: " ×"),
            Goal(
                title: "rare needle, ClickHouse's CPU", measured: times(.needle, .clickhouse), must: 1_000, unit: " ×",
                isLeast: true),
            Goal(
                title: "rare needle, ripgrep's CPU", measured: times(.needle, .ripgrep), must: 1_000, unit: " ×",
                isLeast: true),
            Goal(title: "rare needle", measured: milliseconds(.needle), must: nil, aim: 0.5, unit: " ms"),
            share(.phraseCount), share(.phraseRows), share(.digitsCount), share(.digitsRows),
            Goal(title: Question.newest.title, measured: milliseconds(.newest), must: 2, aim: 0.5, unit: " ms"),
            Goal(title: Question.day.title, measured: milliseconds(.day), must: 5, aim: 1.6, unit: " ms"),
            Goal(
                title: Question.transaction.title, measured: milliseconds(.transaction), must: 10, aim: 3, unit: " ms"),
            Goal(title: Question.tag.title, measured: milliseconds(.tag), must: 10, aim: 3, unit: " ms"),
            Goal(title: Question.uniqueID.title, measured: milliseconds(.uniqueID), must: 10, aim: 3, unit: " ms"),
            Goal(title: Question.histogram.title, measured: milliseconds(.histogram), must: 50, aim: 5, unit: " ms"),
            Goal(title: Question.facets.title, measured: milliseconds(.facets), must: 50, aim: 5, unit: " ms"),
            Goal(
                title: "import, entries per CPU second", measured: speed, must: 120_000, aim: 250_000, unit: "",
                isLeast: true),
            Goal(
                title: "commits of 5,000, entries per CPU second", measured: writing, must: 120_000, aim: 250_000,
                unit: "", isLeast: true),
            Goal(
                title: "import, PostgreSQL's entries", measured: ratio(speed, rate(.postgresql)), must: 3, unit: " ×",
                isLeast: true),
            Goal(
                title: "commits of 5,000, PostgreSQL's entries", measured: ratio(writing, rate(.postgresql)), must: 3,
                unit: " ×", isLeast: true),
            Goal(
                title: "bytes written, part of SQLite rows",
                measured: ratio(ours["ours-write bytes"], outcomes[.sqlite]?.figures["written"]), must: 0.1,
                aim: 1.0 / 30, unit: " ×"),
            Goal(
                title: "memory while writing (PSS)", measured: ours["memory peak"].map { $0 / 1e6 },
                must: isLarge ? 250 : 150, aim: 100, unit: " MB"),
            Goal(
                title: "memory after all questions (PSS)", measured: ours["memory asked"].map { $0 / 1e6 },
                must: isLarge ? 250 : 150, aim: 100, unit: " MB"),
            Goal(title: "start", measured: ours["start"], must: 1, aim: 0.3, unit: " s"),
        ]
    }

    private func share(_ question: Question) -> Goal {
        Goal(
            title: "\(question.title), part of ClickHouse's CPU",
            measured: ratio(milliseconds(question), milliseconds(question, .clickhouse)), must: 0.5, aim: 0.3,
            unit: " ×")
    }

    private func disk(_ peer: Side) -> Double? {
        ratio(outcomes[.ours]?.load.map { Double($0.disk) }, outcomes[peer]?.load.map { Double($0.disk) })
    }

    private func times(_ question: Question, _ peer: Side) -> Double? {
        ratio(milliseconds(question, peer), milliseconds(question))
    }

    private func rate(_ side: Side) -> Double? {
        outcomes[side]?.load.map { Double($0.entries) / $0.cpu }
    }

    private func milliseconds(_ question: Question, _ side: Side = .ours) -> Double? {
        outcomes[side]?.answer(question).map { Figure.median($0.cpu) * 1_000 }
    }

    private func ratio(_ a: Double?, _ b: Double?) -> Double? {
        guard let a, let b, b > 0 else { return nil }
        return a / b
    }
}

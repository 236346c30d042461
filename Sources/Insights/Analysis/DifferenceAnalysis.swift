import OCPP
import OCPPLog

/// What a selection has more of than the rest, or less: for each value its share of both, the largest difference first.
enum DifferenceAnalysis {
    /// A value with fewer entries in the selection, and fewer that were to be expected there, says nothing.
    private static let rare = 5
    /// So many standard errors lie between the shares at least, else chance may have done it.
    private static let errors = 3.0
    /// So many values of a key are compared.
    private static let mostValues = 1_000
    /// So many makers, models and versions of firmware, those of the most stations.
    private static let mostOfBoots = 8
    /// Hours of the day are compared in stretches of so many hours at most.
    private static let mostHours = 24 * 92

    /// Counted soon, since few values have them.
    private static let common: [Field] = [.version, .source, .action, .connector, .kind, .result, .status, .error]
    /// Counted row by row.
    private static let places: [Field] = [.site, .charger]

    static func table(_ question: AnalysisQuestion, _ log: AnalysisLog) async throws -> AnalysisTable {
        var table = AnalysisTable(
            .different, question,
            [
                AnalysisColumn("key", .text), AnalysisColumn("value", .text), AnalysisColumn("selected", .count),
                AnalysisColumn("share", .percent), AnalysisColumn("rest", .count),
                AnalysisColumn("rest_share", .percent), AnalysisColumn("difference", .percent),
            ])
        var sides = Sides(question)
        sides.selected = try await log.count(sides.selection, question, &table)
        sides.rest = try await log.count(sides.others, question, &table)
        table.notes.append("\(sides.selected) entries are selected, \(sides.rest) are the rest")
        guard sides.selected >= rare, sides.rest >= rare else {
            table.notes.append("one of both has fewer than \(rare) entries: nothing can be compared")
            return table
        }
        let named = question.query.fields
        var found = try await values(common.filter { !named.contains($0) }, sides, question, log, &table)
        found += try await times(sides, question, log, &table)
        // What takes long comes last: what there is no time for is left out.
        if hasTime(for: "sites and charging stations", question, &table) {
            found += try await values(places.filter { !named.contains($0) }, sides, question, log, &table)
        }
        found += try await boots(named, sides, question, log, &table)
        let telling = found.filter(sides.isTelling).sorted { a, b in
            let (x, y) = (abs(sides.difference(a)), abs(sides.difference(b)))
            return x == y ? (a.key, a.value) < (b.key, b.value) : x > y
        }
        table.more = max(0, telling.count - question.rows)
        table.rows = telling.prefix(question.rows).map { sides.row($0) }
        table.notes.append("\(found.count - telling.count) values are too rare or differ too little to be told")
        return table
    }

    /// Whether there is time left to compare something; says so where there is none.
    private static func hasTime(
        for what: String, _ question: AnalysisQuestion, _ table: inout AnalysisTable
    ) -> Bool {
        if question.isOverdue { table.notes.append("\(what) were not all compared: there was no time left") }
        return !question.isOverdue
    }

    /// A value with its counts in both.
    struct Found {
        var key: String
        var value: String
        var selected: Int
        var rest: Int
        /// Find them; nil where no query can say it.
        var proofs: (selected: AnalysisProof, rest: AnalysisProof)?
    }

    /// The selection and the rest.
    struct Sides {
        let question: AnalysisQuestion
        let selection: Query
        let others: Query
        var selected = 0
        var rest = 0

        init(_ question: AnalysisQuestion) {
            self.question = question
            selection = question.asked()
            others = AnalysisQuestion.all([question.scope, .not(question.query)])
        }

        /// Both with one more condition.
        func with(_ condition: Query) -> (selected: Query, rest: Query) {
            (AnalysisQuestion.all([selection, condition]), AnalysisQuestion.all([others, condition]))
        }

        func proofs(_ condition: Query) -> (selected: AnalysisProof, rest: AnalysisProof) {
            let queries = with(condition)
            return (question.proof(queries.selected), question.proof(queries.rest))
        }

        private func share(_ part: Int, _ whole: Int) -> Double { Double(part) / Double(max(1, whole)) }

        func difference(_ found: Found) -> Double { share(found.selected, selected) - share(found.rest, rest) }

        func isTelling(_ found: Found) -> Bool {
            let expected = share(found.rest, rest) * Double(selected)
            guard found.selected >= rare || expected >= Double(rare) else { return false }
            let pooled = Double(found.selected + found.rest) / Double(max(1, selected + rest))
            let error = (pooled * (1 - pooled) * (1 / Double(max(1, selected)) + 1 / Double(max(1, rest))))
                .squareRoot()
            return abs(difference(found)) > errors * error
        }

        func row(_ found: Found) -> AnalysisRow {
            AnalysisRow(
                found.proofs?.selected ?? question.proof(selection),
                [
                    .text(found.key), .text(found.value), .count(found.selected, found.proofs?.selected),
                    .number(100 * share(found.selected, selected)), .count(found.rest, found.proofs?.rest),
                    .number(100 * share(found.rest, rest)), .number(100 * difference(found)),
                ])
        }
    }

    private static func values(
        _ fields: [Field], _ sides: Sides, _ question: AnalysisQuestion, _ log: AnalysisLog,
        _ table: inout AnalysisTable
    ) async throws -> [Found] {
        let selected = try await log.counting.facets(
            question.selection(sides.selection), fields: fields, limit: mostValues)
        let rest = try await log.counting.facets(question.selection(sides.others), fields: fields, limit: mostValues)
        table.unreadable = max(table.unreadable, selected.unreadable, rest.unreadable)
        var found: [Found] = []
        for (a, b) in zip(selected.counts, rest.counts) {
            // By the text in small letters, as a filter finds it.
            var both: [String: Found] = [:]
            for (facet, place) in [(a, \Found.selected), (b, \Found.rest)] {
                for value in facet.values {
                    let name = value.text.lowercased()
                    let proofs = sides.proofs(.key(facet.field, value.text))
                    var known =
                        both[name]
                        ?? Found(key: facet.field.name, value: value.text, selected: 0, rest: 0, proofs: proofs)
                    known[keyPath: place] = value.count
                    both[name] = known
                }
            }
            // A value that stands in one list alone may be cut off in the other.
            if a.more > 0 || b.more > 0 {
                both = both.filter { (a.more == 0 || $0.value.selected > 0) && (b.more == 0 || $0.value.rest > 0) }
                table.notes.append("\(a.field.name) has more than \(mostValues) values: the others are left out")
            }
            found += both.values
        }
        return found
    }

    private static func boots(
        _ named: Set<Field>, _ sides: Sides, _ question: AnalysisQuestion, _ log: AnalysisLog,
        _ table: inout AnalysisTable
    ) async throws -> [Found] {
        let boots = try await log.latestBoots()
        var asked: [(field: Field, value: String)] = []
        for (field, place) in [
            (Field.vendor, \StationBoot.vendor), (.model, \.model), (.firmware, \.firmware),
        ] where !named.contains(field) {
            let stations = Dictionary(boots.values.compactMap { $0[keyPath: place] }.map { ($0, 1) }) { $0 + $1 }
            // All stations are the same: nothing can differ.
            guard stations.count > 1 || boots.count > stations.values.reduce(0, +) else { continue }
            let frequent = stations.sorted { a, b in a.value == b.value ? a.key < b.key : a.value > b.value }
            asked += frequent.prefix(mostOfBoots).map(\.key).filter { !$0.isEmpty }.map { (field, $0) }
            if frequent.count > mostOfBoots {
                table.notes.append("\(field.name): the \(mostOfBoots) values of the most stations are compared")
            }
        }
        guard !asked.isEmpty, hasTime(for: "makers, models and versions", question, &table) else { return [] }
        let conditions = asked.map { Query.key($0.field, $0.value) }
        let selected = try await log.counts(of: conditions, within: sides.selection, question, &table)
        let rest = try await log.counts(of: conditions, within: sides.others, question, &table)
        return zip(zip(asked, conditions), zip(selected, rest)).map { value, counts in
            Found(
                key: value.0.field.name, value: value.0.value, selected: counts.0, rest: counts.1,
                proofs: sides.proofs(value.1))
        }
    }

    private static func times(
        _ sides: Sides, _ question: AnalysisQuestion, _ log: AnalysisLog, _ table: inout AnalysisTable
    ) async throws -> [Found] {
        guard let pieces = try await TimePieces(question, log, of: question.scope, most: 24) else { return [] }
        let selected = try await log.tones(sides.selection, question, pieces.boundaries, &table).map(\.total)
        let rest = try await log.tones(sides.others, question, pieces.boundaries, &table).map(\.total)
        let ends = zip(pieces.boundaries, pieces.boundaries.dropFirst())
        var found = zip(ends, zip(selected, rest)).map { ends, counts in
            Found(
                key: "time", value: "\(ends.0.text(fractionDigits: 0))/\(ends.1.text(fractionDigits: 0))",
                selected: counts.0, rest: counts.1,
                proofs: (
                    AnalysisProof(sides.selection, from: ends.0, to: ends.1),
                    AnalysisProof(sides.others, from: ends.0, to: ends.1)
                ))
        }
        guard let first = pieces.boundaries.first, let last = pieces.boundaries.last,
            last.since(first) <= .seconds(mostHours * 3_600),
            let hours = TimePieces(from: first, to: last, most: mostHours + 1, shortest: TimePieces.hour)
        else {
            table.notes.append("hours of the day are compared in 92 days at most")
            return found
        }
        found += try await hoursOfDay(hours, sides, question, log, &table)
        return found
    }

    private static func hoursOfDay(
        _ hours: TimePieces, _ sides: Sides, _ question: AnalysisQuestion, _ log: AnalysisLog,
        _ table: inout AnalysisTable
    ) async throws -> [Found] {
        // Within one day an hour of the day is a stretch of time, which is told already.
        guard hours.starts.count > 24 else { return [] }
        let selected = try await log.tones(sides.selection, question, hours.boundaries, &table).map(\.total)
        let rest = try await log.tones(sides.others, question, hours.boundaries, &table).map(\.total)
        var byHour = (0..<24).map { hour in
            Found(key: "hour", value: hour < 10 ? "0\(hour)" : "\(hour)", selected: 0, rest: 0)
        }
        for (start, counts) in zip(hours.starts, zip(selected, rest)) {
            let hour = Int((start.microseconds / 3_600_000_000) % 24)
            guard byHour.indices.contains(hour) else { continue }
            byHour[hour].selected += counts.0
            byHour[hour].rest += counts.1
        }
        table.notes.append("hour is that of the day in UTC; no query says it, so its numbers have none")
        return byHour
    }
}

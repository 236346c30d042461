import OCPP
import OCPPLog

/// Counts entries by several keys at once: how many have this action and that result.
struct CrossCount {
    /// One row: a value of each key, nil where entries have none, and how many entries have all of them.
    struct Row: Equatable {
        var values: [String?]
        var count: Int
    }

    let source: any LogSource
    let keys: [Field]
    /// At most so many values of each key.
    let limit: Int
    let meter: ProgressMeter
    private(set) var rows: [Row] = []
    /// Values of the first key that are not listed.
    private(set) var more = 0
    /// So many entries may be missing, since what holds them is damaged.
    private(set) var unreadable = 0

    init(_ source: any LogSource, keys: [Field], limit: Int, meter: ProgressMeter) {
        self.source = source
        self.keys = keys
        self.limit = limit
        self.meter = meter
    }

    /// Counts; the values with the most entries come first.
    mutating func count(_ question: LogQuestion) async throws {
        try await count(question, keys[...], [])
        meter.clear()
    }

    private mutating func count(_ question: LogQuestion, _ keys: ArraySlice<Field>, _ values: [String?]) async throws {
        guard let key = keys.first else { return }
        let rest = keys.dropFirst()
        let facet = take(try await source.facets(question, fields: [key], limit: limit)).first
        if values.isEmpty { more = facet?.more ?? 0 }
        for (index, value) in (facet?.values ?? []).enumerated() {
            if values.isEmpty { meter.show(index, of: facet?.values.count ?? 0, "values") }
            if rest.isEmpty {
                rows.append(Row(values: values + [value.text], count: value.count))
            } else {
                try await count(question.and(Self.condition(key, value.text)), rest, values + [value.text])
            }
        }
        // What has no such value is part of the answer as well.
        let without = question.and(.not(.field(key, [.any])))
        if rest.isEmpty {
            let count = take(try await source.count(without))
            if count > 0 { rows.append(Row(values: values + [nil], count: count)) }
        } else if take(try await source.count(without)) > 0 {
            try await count(without, rest, values + [nil])
        }
    }

    /// Each count meets the same damage, those of more entries more of it.
    private mutating func take<Counts>(_ answer: CountAnswer<Counts>) -> Counts {
        unreadable = max(unreadable, answer.unreadable)
        return answer.counts
    }

    private static func condition(_ key: Field, _ text: String) -> Query {
        if key.values == .number, let number = Int(text) { return .field(key, [.number(number)]) }
        return .literal(key, text)
    }
}

import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// A plan never rules out what matches, and never promises what does not.
struct QueryPlanTests {
    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence), arguments: [1, 2, 3, 4] as [UInt64])
    func whatMatchesIsNeverRuledOut(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let entries = try MixedEntries.all(using: &random)
        let tables = StoreTables()
        let blockSize = [3, 8, 20, 64][Int(seed) % 4]
        let segments = try entries.shuffled(using: &random).cut(blockSize * 16).enumerated().map {
            try SegmentSample($1, blockSize: blockSize, id: Int64($0), tables: tables)
        }
        let runs = HotRows(entries, tables).runs
        var generator = SearchGenerator(entries: entries, sites: MixedEntries.sites, random: random)
        for _ in 0..<400 {
            let query = generator.search().query
            let matcher = QueryMatcher(query, sites: MixedEntries.sites)
            var plan = QueryPlan(query, sites: MixedEntries.sites, tables: tables)
            for segment in segments {
                let whole = plan.answer(segment.loaded)
                try #require(whole.isTrue(of: segment.blocks.joined(), matcher), "\(query), seed \(seed)")
                let filters = try ReadFilters(plan, segment.loaded, segment)
                for (number, block) in segment.blocks.enumerated() {
                    let first = plan.answer(segment.loaded, block: number)
                    let second = plan.answer(segment.loaded, block: number, filters)
                    try #require(first.isTrue(of: block, matcher), "\(query), seed \(seed)")
                    try #require(second.isTrue(of: block, matcher), "\(query), seed \(seed)")
                }
            }
            for (number, run) in runs.enumerated() {
                let rows = entries.dropFirst(number * HotRun.rows).prefix(HotRun.rows)
                let answer = plan.answer(run)
                try #require(answer.isTrue(of: rows, matcher), "\(query), seed \(seed)")
            }
        }
    }

    /// What full tables do not know rules nothing out.
    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func fullTablesRuleOutNothingThatMatches() throws {
        var random = SeededGenerator(seed: 9)
        let entries = try MixedEntries.all(using: &random)
        let tables = StoreTables(nameLimit: 3, shapeLimit: 5)
        let segment = try SegmentSample(entries, blockSize: 128, tables: tables)
        var generator = SearchGenerator(entries: entries, sites: MixedEntries.sites, random: random)
        for _ in 0..<200 {
            let query = generator.search().query
            let matcher = QueryMatcher(query, sites: MixedEntries.sites)
            var plan = QueryPlan(query, sites: MixedEntries.sites, tables: tables)
            for (number, block) in segment.blocks.enumerated() {
                let answer = plan.answer(segment.loaded, block: number)
                try #require(answer.isTrue(of: block, matcher), "\(query)")
            }
        }
    }
}

extension PlanAnswer {
    /// Whether the entries are as the answer says.
    func isTrue(of entries: some Sequence<Entry>, _ matcher: QueryMatcher) -> Bool {
        switch self {
        case .none: !entries.contains(where: matcher.matches)
        case .some: true
        case .all: entries.allSatisfy(matcher.matches)
        }
    }
}

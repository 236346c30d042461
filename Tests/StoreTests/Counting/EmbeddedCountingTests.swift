import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Sealed segments and hot rows are counted as the store counts that is too simple to be wrong.
@Suite(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
struct EmbeddedCountingTests {
    @Test(arguments: CountingSample.Variant.allCases, 1...5 as ClosedRange<UInt64>)
    func generatedSelectionsHaveTheSameCounts(_ variant: CountingSample.Variant, _ seed: UInt64) async throws {
        var sample = try await CountingSample(variant, seed: seed)
        var total = 0
        for _ in 0..<60 {
            let selection = sample.selection()
            let boundaries = sample.boundaries()
            let expected = await sample.memory.histogram(selection, boundaries: boundaries).counts
            let stretches = try await sample.counting.histogram(selection, boundaries: boundaries).counts
            let hint =
                "\(selection.query) from \(String(describing: selection.from)) to \(String(describing: selection.to))"
            try #require(stretches == expected, "\(hint) by \(boundaries)")
            total += stretches.reduce(0) { $0 + $1.total }
            let fields = Array(Field.all.shuffled(using: &sample.random).prefix(3))
            let expectedFacets = await sample.memory.facets(selection, fields: fields, limit: 7).counts
            let facets = try await sample.counting.facets(selection, fields: fields, limit: 7).counts
            try #require(facets == expectedFacets, "\(hint)")
        }
        #expect(total > 2_500)
    }

    @Test func aStoreOnTheDiskHasTheSameCounts() async throws {
        var sample = try await CountingSample(.usual, seed: 7)
        let directory = try TemporaryDirectory()
        let store = try EmbeddedStore.small(directory.path)
        for batch in sample.entries.cut(50) { try await store.commit(Batch(entries: batch)) }
        for _ in 0..<100 {
            let selection = sample.selection()
            let boundaries = sample.boundaries()
            let expected = await sample.memory.histogram(selection, boundaries: boundaries).counts
            let stretches = try await store.histogram(selection, boundaries: boundaries).counts
            try #require(stretches == expected, "\(selection.query)")
            let expectedFacets = await sample.memory.facets(selection, fields: [.action, .site, .tag], limit: 7).counts
            let facets = try await store.facets(selection, fields: [.action, .site, .tag], limit: 7).counts
            try #require(facets == expectedFacets, "\(selection.query)")
            let queries = [sample.selection().query, .field(.is, [.glob(Glob(literal: "error"))]), .everything]
            let expectedCounts = await sample.memory.counts(selection, of: queries)
            let counts = try await store.counts(selection, of: queries)
            try #require(counts == expectedCounts, "\(queries) of \(selection.query)")
        }
    }

    @Test func whatBootsDecideIsCountedInOnePass() async throws {
        var sample = try await CountingSample(.usual, seed: 11)
        let directory = try TemporaryDirectory()
        let store = try EmbeddedStore.small(directory.path)
        for batch in sample.entries.cut(50) { try await store.commit(Batch(entries: batch)) }
        let boots = sample.entries.compactMap(StationBoot.init)
        let queries =
            boots.compactMap(\.vendor).prefix(5).map { Query.field(.vendor, [.glob(Glob(literal: $0))]) }
            + boots.compactMap(\.firmware).prefix(9).map { Query.field(.firmware, [.glob(Glob(literal: $0))]) }
            + [.field(.model, [.any]), .field(.is, [.glob(Glob(literal: "error"))])]
        var total = 0
        for _ in 0..<60 {
            let selection = sample.selection()
            let expected = await sample.memory.counts(selection, of: queries)
            try #require(try await store.counts(selection, of: queries) == expected, "\(selection.query)")
            total += expected.counts.dropLast().reduce(0, +)
        }
        #expect(boots.count > 9 && total > 1_000)
    }

    @Test func whatShapesDecideIsCountedInOnePass() async throws {
        var sample = try await CountingSample(.usual, seed: 8)
        sample.file.runs = []
        let queries = try ["action:heartbeat", "result:rejected", "-kind:exchange source:cp"].map(QueryParser.parse)
        let selection = Selection(from: .at(900), to: .at(90_000))
        let counts = try await sample.counting.counts(selection, of: queries)
        #expect(sample.file.reads.count == 0)
        var expected: [Int] = []
        for query in queries {
            let facets = try await sample.counting.facets(
                Selection(query, from: selection.from, to: selection.to), fields: [.kind], limit: 99)
            expected.append(total(facets.counts))
        }
        #expect(counts.counts == expected && expected.contains { $0 > 0 })
    }

    @Test func whatRollupsKnowIsCountedWithoutALookAtBlocks() async throws {
        var sample = try await CountingSample(.usual, seed: 3)
        sample.file.runs = []
        let fields: [Field] = [.action, .status, .charger, .site, .kind, .connector]
        let quarters = (0..<200).map { Timestamp.at(Double($0) * 900) }
        for query in ["", "action:heartbeat", "status:accepted", "site:depot-7", "-kind:exchange source:cp"] {
            let selection = Selection(try QueryParser.parse(query))
            _ = try await sample.counting.histogram(selection, boundaries: quarters)
            #expect(sample.file.reads.count == 0, "\(query)")
        }
        _ = try await sample.counting.facets(Selection(), fields: fields, limit: 9)
        _ = try await sample.counting.facets(
            Selection(from: .at(900), to: .at(90_000)), fields: [.action, .site], limit: 9)
        _ = try await sample.counting.facets(
            Selection(try QueryParser.parse("charger:*1")), fields: [.charger], limit: 9)
        #expect(sample.file.reads.count == 0)
        for second in [5_001, 20_001, 30_001, 50_001] as [Double] {
            _ = try await sample.counting.facets(Selection(from: .at(second)), fields: [.action], limit: 9)
        }
        #expect(sample.file.reads.count > 0)
    }

    @Test func aDamagedBlockCostsItselfAndIsNoted() async throws {
        var sample = try await CountingSample(.usual, seed: 4)
        sample.file.runs = []
        let selection = Selection(try QueryParser.parse("heartbeat"))
        let before = try await sample.counting.facets(selection, fields: [.kind], limit: 9).counts
        for block in sample.file.stored[0].blocks.indices { sample.file.stored[0].blocks[block].text[20] ^= 1 }
        let after = try await sample.counting.facets(selection, fields: [.kind], limit: 9)
        #expect(total(after.counts) < total(before))
        #expect(sample.notes.count > 0)
        // All that the damaged blocks hold, of which only some matched.
        #expect(after.unreadable >= total(before) - total(after.counts))
        #expect(after.unreadable <= sample.file.segments[0].count)
        let ends = [Timestamp(microseconds: .min), Timestamp(microseconds: .max)]
        let stretches = try await sample.counting.histogram(selection, boundaries: ends)
        #expect(stretches.unreadable == after.unreadable)
        #expect(stretches.counts.map(\.total) == [total(after.counts)])
    }

    @Test func aSegmentThatIsGoneIsSaid() async throws {
        var sample = try await CountingSample(.usual, seed: 5)
        sample.file.stored.removeLast()
        await #expect(throws: BlockGone.self) {
            _ = try await sample.counting.facets(Selection(), fields: [.tag], limit: 9)
        }
        await #expect(throws: BlockGone.self) {
            _ = try await sample.counting.facets(Selection(), fields: [.charger], limit: 9)
        }
    }

    @Test func aCountThatIsCancelledEnds() async throws {
        let counting = try await CountingSample(.usual, seed: 6).counting
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await counting.facets(Selection(), fields: [.tag], limit: 9).counts
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    private func total(_ facets: [Facet]) -> Int {
        facets.flatMap(\.values).reduce(0) { $0 + $1.count }
    }
}

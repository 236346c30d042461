import Foundation
public import OCPP
public import OCPPLog

extension FileView: CountableFile {}

extension EmbeddedStore: EntryCounting {
    /// How many entries of a selection fall into stretches of time. Quick where boundaries are full quarters of an hour.
    public func histogram(_ selection: Selection, boundaries: [Timestamp]) async throws -> CountAnswer<[ToneCounts]> {
        let selection = try await resolved(selection)
        return try await onView { view in
            var answer = try await counting(view).histogram(selection, boundaries: boundaries)
            answer.unreadable += view.unreadable
            return answer
        }
    }

    /// The values that fields have in a selection. Quick for the fields that few values have, and in whole quarters of an hour.
    public func facets(_ selection: Selection, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]> {
        let selection = try await resolved(selection)
        return try await onView { view in
            var answer = try await counting(view).facets(selection, fields: fields, limit: limit)
            answer.unreadable += view.unreadable
            return answer
        }
    }

    /// How many entries of a selection match each of some queries: what shapes decide is counted in one pass, what boots decide in
    /// another.
    public func counts(_ selection: Selection, of queries: [Query]) async throws -> CountAnswer<[Int]> {
        let selection = try await resolved(selection)
        let boots = queries.contains(where: \.asksBoots) ? try await self.boots() : BootDirectory()
        let byShape = queries.indices.filter { [.shape, .nothing].contains(PlanSubject(queries[$0])) }
        let byBoot = queries.indices.compactMap { index in
            BootQuery(queries[index].resolving(boots)).map { (index, $0) }
        }
        var answer = CountAnswer(Array(repeating: 0, count: queries.count))
        if !byShape.isEmpty {
            let counted = try await counts { try await $0.counts(selection, of: byShape.map { queries[$0] }) }
            for (index, count) in zip(byShape, counted.counts) { answer.counts[index] = count }
            answer.unreadable = counted.unreadable
        }
        if !byBoot.isEmpty {
            let counted = try await counts { try await $0.counts(selection, of: byBoot.map(\.1)) }
            for (index, count) in zip(byBoot.map(\.0), counted.counts) { answer.counts[index] = count }
            answer.unreadable = max(answer.unreadable, counted.unreadable)
        }
        for index in queries.indices where !byShape.contains(index) && !byBoot.contains(where: { $0.0 == index }) {
            var part = selection
            part.query = .and([selection.query, queries[index].resolving(boots)])
            let counted = try await counts { [part] in try await $0.counts(part, of: [Query.everything]) }
            answer.counts[index] = counted.counts.first ?? 0
            answer.unreadable = max(answer.unreadable, counted.unreadable)
        }
        return answer
    }

    private func counts(
        _ count: @Sendable (EmbeddedCounting<FileView>) async throws -> CountAnswer<[Int]>
    ) async throws -> CountAnswer<[Int]> {
        try await onView { view in
            var answer = try await count(counting(view))
            answer.unreadable += view.unreadable
            return answer
        }
    }

    private func resolved(_ selection: Selection) async throws -> Selection {
        var selection = selection
        selection.query = try await selection.query.resolving(from: self)
        return selection
    }

    private func counting(_ view: StoreView) -> EmbeddedCounting<FileView> {
        EmbeddedCounting(
            files: view.files, tables: tables, width: ProcessInfo.processInfo.activeProcessorCount,
            note: { [figures] _, segment in figures.damaged(segment) })
    }
}

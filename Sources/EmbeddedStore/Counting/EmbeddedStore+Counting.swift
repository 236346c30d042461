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

import Foundation
public import OCPP
public import OCPPLog

extension FileView: CountableFile {}

extension EmbeddedStore: EntryCounting {
    /// How many entries of a selection fall into stretches of time. Quick where boundaries are full quarters of an hour.
    public func histogram(_ selection: Selection, boundaries: [Timestamp]) async throws -> [ToneCounts] {
        let selection = try await resolved(selection)
        return try await onView { try await counting($0).histogram(selection, boundaries: boundaries) }
    }

    /// The values that fields have in a selection. Quick for the fields that few values have, and in whole quarters of an hour.
    public func facets(_ selection: Selection, fields: [Field], limit: Int) async throws -> [Facet] {
        let selection = try await resolved(selection)
        return try await onView { try await counting($0).facets(selection, fields: fields, limit: limit) }
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

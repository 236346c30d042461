import OCPP
import OCPPLog

/// What a foreign log holds: it is read as an import would, and nothing of it is kept.
struct ImportPreview: Sendable {
    /// So many entries are shown.
    static let mostRows = 12
    /// So many are read at once.
    private static let batch = 256

    private(set) var survey = ImportSurvey()
    private(set) var rows: [Entry] = []
    private(set) var rejects = RejectTally()
    private(set) var account = ReadingAccount()
    /// Why it cannot be read at all, or not further.
    private(set) var fault: ImportFault?
    /// Whether it was read to its end; the time for it is bounded.
    private(set) var isWhole = true

    /// - Parameters:
    ///   - wishes: how it is to be read.
    ///   - limit: so long at most.
    static func read(
        _ upload: Upload, _ wishes: ImportWishes, by service: ImportService, limit: Duration
    ) async throws -> ImportPreview {
        let deadline = ContinuousClock.now.advanced(by: limit)
        var preview = ImportPreview()
        var reader: any EntryReader = service.newReader(wishes)
        var pieces = UploadPieces(bytes: upload.bytes).makeAsyncIterator()
        while preview.fault == nil, preview.isWhole {
            let piece = try await pieces.next()
            if let piece { reader.append(piece) } else { reader.finish() }
            try await preview.take(&reader, until: deadline)
            if piece == nil { break }
        }
        preview.account = reader.account
        return preview
    }

    private mutating func take(_ reader: inout any EntryReader, until deadline: ContinuousClock.Instant) async throws {
        var hasMore = true
        while hasMore {
            var batch = ImportBatch(limit: Self.batch)
            do throws(ImportFault) {
                hasMore = try reader.read(into: &batch)
            } catch {
                fault = error
                hasMore = false
            }
            for entry in batch.entries { take(entry) }
            rejects.take(batch.rejects)
            guard ContinuousClock.now < deadline else {
                isWhole = false
                return
            }
            await Task.yield()
            try Task.checkCancellation()
        }
    }

    private mutating func take(_ entry: Entry) {
        survey.take(entry)
        if rows.count < Self.mostRows { rows.append(entry) }
    }
}

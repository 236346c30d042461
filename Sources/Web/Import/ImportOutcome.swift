import OCPP
import OCPPLog

/// What became of a log that was taken over.
struct ImportOutcome: Sendable {
    var count = ImportCount()
    var survey = ImportSurvey()
    var rejects = RejectTally()
    var account = ReadingAccount()
    /// Why it could not be read to its end.
    var fault: String?

    /// Takes a log over; what was written stays, whatever comes after.
    /// - Throws: what the store throws.
    static func take(_ upload: Upload, _ wishes: ImportWishes, by service: ImportService) async throws -> ImportOutcome
    {
        let store = SurveyedStore(store: service.store)
        let importer = Importer(into: store, examiner: service.newExaminer?(), batchLimit: WebLimits.importBatch)
        var outcome = ImportOutcome()
        var rejects = RejectTally()
        let progress: ImportProgress
        do {
            progress = try await importer.run(UploadPieces(bytes: upload.bytes), reader: service.newReader(wishes)) {
                rejects.take($1)
                return false
            }
        } catch let stopped as ImportStopped {
            guard let fault = stopped.cause as? ImportFault else { throw stopped.cause }
            progress = stopped.progress
            outcome.fault = fault.description
        }
        outcome.count = progress.count
        outcome.account = progress.account
        outcome.rejects = rejects
        outcome.survey = await store.survey
        return outcome
    }
}

/// Sees what goes into a store.
private actor SurveyedStore: ImportStore {
    private let store: any ImportStore
    private(set) var survey = ImportSurvey()

    init(store: any ImportStore) {
        self.store = store
    }

    func add(_ entries: [Entry]) async throws -> ImportCount {
        let count = try await store.add(entries)
        for entry in entries { survey.take(entry) }
        return count
    }
}

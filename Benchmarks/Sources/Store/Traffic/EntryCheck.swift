import OCPP
import OCPPLog

/// Reads generated frames again: an entry must say of them what the recorder would have said.
enum EntryCheck {
    /// So many entries are looked at before a run.
    private static let count = 20_000

    static func run(_ traffic: Traffic) throws {
        var source = EntrySource(traffic, count: min(count, traffic.landmarks.entries))
        for entry in source.next(count) where try expected(entry) != entry {
            throw Failure("the generator contradicts itself in entry \(entry.id): \(entry.action?.rawValue ?? "")")
        }
    }

    /// The entry with all that its frames say put in once more.
    private static func expected(_ entry: Entry) throws -> Entry {
        var entry = entry
        let reader = FrameReader(version: entry.version)
        guard let request = entry.request, case .call(let call) = reader.read(request.bytes.span) else {
            throw Failure("the generator makes what is no CALL: \(entry.id)")
        }
        entry.action = call.action
        entry.uniqueID = call.uniqueID
        entry.level = LevelRule.level(of: call.action, fields: call.fields)
        entry.request = RecordedFrame(request.bytes, payload: call.payload)
        entry.connectorID = call.fields.connectorID
        entry.evseID = call.fields.evseID
        entry.reportedStatus = call.fields.status
        entry.transactionID = call.fields.transactionID
        entry.idTag = call.fields.idTag
        entry.errorCodes = [call.fields.errorCode, call.fields.vendorErrorCode].compactMap(\.self)
            .filter { !$0.isEmpty && $0 != "NoError" }
        entry.answerStatus = nil
        guard let response = entry.response else { return entry }
        switch reader.read(response.bytes.span) {
        case .callResult(let result):
            entry.response = RecordedFrame(response.bytes, payload: result.payload)
            entry.answerStatus = result.fields.status
            entry.transactionID = entry.transactionID ?? result.fields.transactionID
        case .callError(let error):
            entry.response = RecordedFrame(
                response.bytes, payload: error.details, error: .init(code: error.code, text: error.text))
            entry.errorCodes = [error.code.rawValue] + entry.errorCodes
        default: throw Failure("the generator makes what is no answer: \(entry.id)")
        }
        return entry
    }
}

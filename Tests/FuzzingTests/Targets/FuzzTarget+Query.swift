import OCPP
import TestSupport

@testable import OCPPLog

extension FuzzTarget {
    /// The query language: every text is a query or a fault with a place in it, what is printed reads as the same, and asking
    /// an entry does not trap.
    static let query = FuzzTarget(name: "query", grammar: .bytes, seeds: { _ in querySeeds }) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        do throws(QueryError) {
            let reading = try QueryParser.read(text)
            if (try? QueryParser.parse(reading.canonical)) != reading.query { return "what is printed reads otherwise" }
            for hint in reading.hints where !isPlace(hint.start, hint.end, in: text) { return "a hint lies outside" }
            for pill in reading.pills {
                if !isPlace(pill.start, pill.end, in: text) { return "a term lies outside" }
                if (try? QueryParser.parse(pill.queryWithout)) == nil { return "a query without a term is none" }
            }
            let matcher = QueryMatcher(reading.query)
            let negated = QueryMatcher(.not(reading.query))
            for entry in queriedEntries where matcher.matches(entry) == negated.matches(entry) {
                return "an entry is in a set and in its complement"
            }
            return nil
        } catch {
            return isPlace(error.start, error.end, in: text) ? nil : "a fault lies outside"
        }
    }

    private static func isPlace(_ start: Int, _ end: Int, in text: String) -> Bool {
        0 <= start && start < end && end <= text.utf16.count
    }

    private static let querySeeds = [
        "status:Faulted OR -(kind:unanswered,gap) \"a b\" c", "request.meterValue[0].sampled_value[*].value:>20.5",
        "connector:1..4,7 latency:>2s size:4kb..* tx:*..5", "has:(tag OR response.status) is:error,slow severity:ok",
        "chager:x", "action:Boot* AND action:*Notification or x", "firmware:>=1.2 vendor:* version:1.6",
        "“ö” NOT NOT ~",
    ].map { Array($0.utf8) }

    private static let queriedEntries: [Entry] = {
        var correlator = Correlator(connection: ConnectionID(rawValue: 1), charger: ChargerID("CP"), version: .v16)
        var recordables: [Recordable] = []
        for frame in madeUpFrames { recordables += correlator.received(frame, from: .cp, at: .start) }
        recordables += correlator.closed(at: .start)
        return recordables.compactMap { if case .completed(let entry, _) = $0 { entry } else { nil } }
    }()
}

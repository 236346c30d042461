public import OCPP
import OCPPLog

/// What went wrong at one charging station: codes by connector, with how long they lasted, and requests that failed. Its entries are
/// read from the newest on, up to the limits of the question.
public enum StationErrors {
    /// The column that says how long a code was reported.
    public static let lasted = "lasted_s"

    /// - Parameters:
    ///   - question: asks within one station.
    ///   - now: what is reported last has lasted until then, or until the end of the question.
    /// - Returns: what the station reported; the requests that were answered with a CALLERROR or not at all.
    public static func tables(
        _ question: AnalysisQuestion, _ log: AnalysisLog, now: Timestamp
    ) async throws -> (reported: AnalysisTable, failed: AnalysisTable) {
        var tally = StationErrorTally(until: min(question.to ?? now, now))
        let query = question.asked(
            .or([.field(.error, [.any]), .callErrors, .kinds(.unanswered), .actions(.statusNotification)]))
        let reading = try await log.read(query, question) { tally.add($0) }
        var reported = AnalysisTable(
            .codes, question,
            [
                AnalysisColumn("by", .text), AnalysisColumn("value", .text), AnalysisColumn("connector", .text),
                AnalysisColumn("entries", .count, isRead: true), AnalysisColumn("first", .moment, isRead: true),
                AnalysisColumn("last", .moment, isRead: true), AnalysisColumn(lasted, .seconds, isRead: true),
            ])
        var failed = AnalysisTable(
            .codes, question,
            [
                AnalysisColumn("by", .text), AnalysisColumn("value", .text), AnalysisColumn("action", .text),
                AnalysisColumn("asked_by", .text), AnalysisColumn("entries", .count, isRead: true),
                AnalysisColumn("first", .moment, isRead: true), AnalysisColumn("last", .moment, isRead: true),
            ])
        for (key, row) in tally.rows {
            let proof = question.proof(question.asked(key.query), from: reading.from)
            let (count, first, last) = (
                AnalysisCell.count(row.count, proof), AnalysisCell.moment(row.first), AnalysisCell.moment(row.last)
            )
            switch key {
            case .code(let code, let connector):
                add(
                    [
                        .text(CodeAnalysis.isOfOCPP(code) ? "code" : "vendor code"), .text(code),
                        .text(connector?.description), count, first, last, .seconds(row.lasted),
                    ], proof, to: &reported, question)
            case .state(let state, let connector):
                add(
                    [
                        .text("state"), .text(state), .text(connector?.description), count, first, last,
                        .seconds(row.lasted),
                    ], proof, to: &reported, question)
            case .callError(let code, let action, let source):
                add(
                    [.text("CALLERROR"), .text(code), .text(action), .text(words(source)), count, first, last],
                    proof, to: &failed, question)
            case .unanswered(let action, let source):
                add(
                    [.text("no answer"), .text(nil), .text(action), .text(words(source)), count, first, last], proof,
                    to: &failed, question)
            }
        }
        reported.take(reading)
        failed.take(reading)
        if tally.others > 0 {
            reported.notes.append("\(tally.others) entries had further codes, for which there was no room")
        }
        return (reported, failed)
    }

    private static func add(
        _ cells: [AnalysisCell], _ proof: AnalysisProof, to table: inout AnalysisTable, _ question: AnalysisQuestion
    ) {
        guard table.rows.count < question.rows else {
            table.more += 1
            return
        }
        table.rows.append(AnalysisRow(proof, cells))
    }

    private static func words(_ source: Source) -> String {
        switch source {
        case .cp: "charging station"
        case .csms: "CSMS"
        }
    }
}

/// Counts what went wrong at one station. It is shown the newest entry first.
struct StationErrorTally {
    /// What is counted together.
    enum Key: Hashable {
        /// A code that the station reported.
        case code(String, ConnectorKey?)
        /// A state that is an error, reported without a code.
        case state(String, ConnectorKey?)
        case callError(String, action: String, Source)
        case unanswered(action: String, Source)
    }

    /// Entries of one key.
    struct Row {
        var count = 0
        var first: Timestamp
        var last: Timestamp
        /// In microseconds; nil where nothing says when it was over.
        var lasted: Int64?
    }

    /// Stations make codes up: so many are told apart, and so many connectors.
    private static let (mostRows, mostConnectors) = (1_000, 1_000)

    /// Entries for which there was no room.
    private(set) var others = 0
    private var found: [Key: Row] = [:]
    /// When each connector reported a state again.
    private var following: [ConnectorKey?: Timestamp] = [:]
    private let until: Timestamp

    init(until: Timestamp) {
        self.until = until
    }

    /// The most frequent first.
    var rows: [(key: Key, value: Row)] {
        found.sorted { ($1.value.count, $0.key.query.description) < ($0.value.count, $1.key.query.description) }
    }

    mutating func add(_ entry: Entry) {
        let action = entry.action?.rawValue ?? entry.kind.rawValue
        if entry.kind == .unanswered { count(.unanswered(action: action, entry.source), entry, nil) }
        if entry.kind == .exchange, let error = entry.response?.error {
            count(.callError(error.code.rawValue, action: action, entry.source), entry, nil)
            return
        }
        guard entry.source == .cp, entry.kind == .exchange || entry.kind == .unanswered else { return }
        let connector = ConnectorKey(of: entry)
        var lasted: Int64?
        if entry.action == .statusNotification {
            let end = following[connector] ?? until
            lasted = max(0, end.microseconds &- entry.datetime.microseconds)
            if following[connector] != nil || following.count < Self.mostConnectors {
                following[connector] = entry.datetime
            }
        }
        if entry.errorCodes.isEmpty, entry.reportedStatus == "Faulted" {
            count(.state("Faulted", connector), entry, lasted)
        }
        for code in Set(entry.errorCodes) { count(.code(code, connector), entry, lasted) }
    }

    private mutating func count(_ key: Key, _ entry: Entry, _ lasted: Int64?) {
        guard found[key] != nil || found.count < Self.mostRows else {
            others += 1
            return
        }
        var row = found.removeValue(forKey: key) ?? Row(first: entry.datetime, last: entry.datetime)
        row.count += 1
        row.first = min(row.first, entry.datetime)
        row.last = max(row.last, entry.datetime)
        if let lasted { row.lasted = (row.lasted ?? 0) &+ lasted }
        found[key] = row
    }
}

extension StationErrorTally.Key {
    /// What finds the entries of a station that are counted here.
    var query: Query {
        switch self {
        case .code(let code, let connector): .and(Self.reports + [.key(.error, code)] + Self.place(connector))
        case .state(let state, let connector):
            .and(Self.reports + [.key(.status, state), .not(.field(.error, [.any]))] + Self.place(connector))
        case .callError(let code, let action, let source):
            .and([.callErrors, .key(.error, code), .key(.action, action), .key(.source, source.rawValue)])
        case .unanswered(let action, let source):
            .and([.kinds(.unanswered), .key(.action, action), .key(.source, source.rawValue)])
        }
    }

    /// What a station reports, unless it was answered with a CALLERROR.
    private static let reports: [Query] = [
        .key(.source, Source.cp.rawValue), .key(.result, "ok", "rejected", "unanswered"),
    ]

    private static func place(_ connector: ConnectorKey?) -> [Query] {
        guard let connector else { return [.not(.field(.connector, [.any])), .not(.field(.evse, [.any]))] }
        func term(_ field: Field, _ number: Int?) -> Query {
            number.map { .field(field, [.number($0)]) } ?? .not(.field(field, [.any]))
        }
        return [term(.connector, connector.connector), term(.evse, connector.evse)]
    }
}

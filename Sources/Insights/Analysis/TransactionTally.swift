import OCPP
import OCPPLog

/// Groups the starts and ends of transactions by what went wrong. Entries come the newest first, so an end before its start.
struct TransactionTally {
    enum Cause: String {
        case refused = "start refused"
        case startError = "start answered with an error"
        case startUnanswered = "start not answered"
        case ended = "ended"
        case noEnergy = "no energy"

        var isStart: Bool { self != .ended && self != .noEnergy }
    }

    struct Group {
        var cause: Cause
        /// The status, code or reason as it was first seen; empty where the cause says all.
        var value: String
        var count = 0
        var chargers: Set<Station> = []
        var last: Timestamp
        /// The first of them, where no query can say what they are.
        var entryIDs: [EntryID] = []
    }

    private struct Key: Hashable {
        var cause: Cause
        var value: String
    }

    private struct End {
        var id: EntryID
        var datetime: Timestamp
        var energy: Double
    }

    private struct Name: Hashable {
        var station: Station
        var transaction: String
    }

    /// Stations make reasons up: so many are told apart, none longer than so many characters.
    private static let (mostGroups, longestValue) = (1_000, 100)
    /// So many stations of a group are counted, and so many entries named.
    private static let (mostChargers, mostIDs) = (10_000, 50)
    /// So many ends wait for their start.
    private static let mostEnds = 100_000

    private(set) var begun = 0
    private(set) var ended = 0
    /// Entries whose cause had no room.
    private(set) var others = 0
    private var byCause: [Key: Group] = [:]
    private var ends: [Name: End] = [:]
    private var endsLetGo = 0

    /// Ends whose start did not come.
    var withoutStart: Int { ends.count + endsLetGo }

    /// Those with the most entries first.
    var groups: [Group] {
        byCause.values.sorted { a, b in
            (b.count, a.cause.rawValue, a.value) < (a.count, b.cause.rawValue, b.value)
        }
    }

    mutating func add(_ read: ReadEntry) {
        switch read.action {
        case .startTransaction: begin(read)
        case .stopTransaction: end(read, energy: read.request.number("meterStop"))
        case .transactionEvent where Self.isType("Started", read): begin(read)
        case .transactionEvent where Self.isType("Ended", read): end(read, energy: read.meter.energy?.value)
        default: break
        }
    }

    private static func isType(_ word: String, _ read: ReadEntry) -> Bool {
        read.request.text("eventType")?.lowercased() == word.lowercased()
    }

    private mutating func begin(_ read: ReadEntry) {
        begun += 1
        switch read.outcome {
        case .rejected: note(.refused, read.entry.answerStatus ?? "", read.entry)
        case .callError(let code): note(.startError, code, read.entry)
        case .unanswered: note(.startUnanswered, "", read.entry)
        case .ok, .accepted, nil: break
        }
        guard let id = read.entry.transactionID,
            let end = ends.removeValue(forKey: Name(station: Station(of: read.entry), transaction: id)),
            let energy = read.request.number("meterStart") ?? read.meter.energy?.value, end.energy <= energy
        else { return }
        var entry = read.entry
        (entry.id, entry.datetime) = (end.id, end.datetime)
        note(.noEnergy, "", entry)
    }

    private mutating func end(_ read: ReadEntry, energy: Double?) {
        ended += 1
        if let reason = TransactionCauses.badReason(of: read) { note(.ended, reason, read.entry) }
        guard let energy, let id = read.entry.transactionID else { return }
        let name = Name(station: Station(of: read.entry), transaction: id)
        // An end that was sent again is the same end.
        guard ends[name] == nil else { return }
        guard ends.count < Self.mostEnds else {
            endsLetGo += 1
            return
        }
        ends[name] = End(id: read.entry.id, datetime: read.entry.datetime, energy: energy)
    }

    private mutating func note(_ cause: Cause, _ value: String, _ entry: Entry) {
        let key = Key(cause: cause, value: value.lowercased())
        guard byCause[key] != nil || byCause.count < Self.mostGroups, value.count <= Self.longestValue else {
            others += 1
            return
        }
        var group = byCause.removeValue(forKey: key) ?? Group(cause: cause, value: value, last: entry.datetime)
        group.count += 1
        group.last = max(group.last, entry.datetime)
        if group.chargers.count < Self.mostChargers { group.chargers.insert(Station(of: entry)) }
        if cause == .noEnergy, group.entryIDs.count < Self.mostIDs { group.entryIDs.append(entry.id) }
        byCause[key] = group
    }
}

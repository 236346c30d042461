import OCPP
import OCPPLog

/// What entries of a foreign log are of: which charging stations, when, in which versions. Bounded.
struct ImportSurvey: Sendable {
    /// More stations are not told apart.
    private static let mostStations = 1_000

    private(set) var entries = 0
    private(set) var stations: [ChargerID: Int] = [:]
    /// Whether there are more stations than are told apart.
    private(set) var hasMoreStations = false
    private(set) var versions: Set<OCPPVersion> = []
    private(set) var first: Timestamp?
    private(set) var last: Timestamp?

    mutating func take(_ entry: Entry) {
        entries += 1
        if stations[entry.chargerID] != nil || stations.count < Self.mostStations {
            stations[entry.chargerID, default: 0] += 1
        } else {
            hasMoreStations = true
        }
        versions.insert(entry.version)
        first = min(first ?? entry.datetime, entry.datetime)
        last = max(last ?? entry.datetime, entry.datetime)
    }

    /// The page of the log with these entries, and whatever else these stations said in that time.
    var logURL: String? {
        guard let first, let last else { return nil }
        let names = stations.keys.sorted { $0.rawValue < $1.rawValue }
        let isFew = !hasMoreStations && names.count <= 20
        let query = Query.literal(.charger, names.map(\.rawValue))
        return Link.logs(
            ("q", isFew ? query.description : nil), ("from", first.description),
            ("to", last.advanced(by: .milliseconds(1)).description))
    }
}

/// The lines of a foreign log that are no entries: the first of them, and how many there are for which reason. Bounded.
struct RejectTally: Sendable {
    /// So many lines are told of one by one.
    static let most = 100

    private(set) var count = 0
    private(set) var first: [ImportReject] = []
    private(set) var reasons: [String: Int] = [:]

    mutating func take(_ rejects: [ImportReject]) {
        for reject in rejects where !reject.holdsNothing {
            count += 1
            if first.count < Self.most { first.append(reject) }
            if reasons[reject.code] != nil || reasons.count < Self.most { reasons[reject.code, default: 0] += 1 }
        }
    }
}

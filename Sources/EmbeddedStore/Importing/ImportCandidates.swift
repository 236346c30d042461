import OCPP
import OCPPLog

/// Entries that are to be taken over and were not found in the store yet.
struct ImportCandidates {
    /// Only entries that meet in this can be the same.
    struct Moment: Hashable {
        var charger: ChargerID
        var datetime: Int64
    }

    private let entries: [Entry]
    /// By number in `entries`, those that are left.
    private var byMoment: [Moment: [Int]] = [:]
    /// All times, rising.
    private let times: [Int64]
    private(set) var chargers: Set<ChargerID> = []

    /// Leaves out what is given twice; the order becomes that of time.
    init(_ given: [Entry]) {
        entries = given.sorted { $0.datetime < $1.datetime }
        times = entries.map(\.datetime.microseconds)
        byMoment.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            let moment = Moment(entry)
            if let others = byMoment[moment], others.contains(where: { Self.isSame(entries[$0], entry) }) { continue }
            byMoment[moment, default: []].append(index)
            chargers.insert(entry.chargerID)
        }
    }

    var isEmpty: Bool { byMoment.isEmpty }

    /// Whether any of them has a time in a stretch, both ends included.
    func hasTime(in stretch: ClosedRange<Int64>) -> Bool {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < stretch.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < times.count && times[low] <= stretch.upperBound
    }

    /// Whether one of them has this charging station, time, source and unique id.
    func mayHold(_ charger: ChargerID, _ time: Int64, _ source: Source, _ id: () throws -> UniqueID?) rethrows -> Bool {
        guard let indices = byMoment[Moment(charger: charger, datetime: time)] else { return false }
        guard indices.contains(where: { entries[$0].source == source }) else { return false }
        let id = try id()
        return indices.contains { entries[$0].uniqueID == id }
    }

    /// Takes out what is the same as an entry of the store.
    mutating func remove(_ entry: Entry) {
        let moment = Moment(entry)
        guard var indices = byMoment[moment] else { return }
        indices.removeAll { Self.isSame(entries[$0], entry) }
        byMoment[moment] = indices.isEmpty ? nil : indices
    }

    /// Those that are left, in order of time.
    func rest() -> [Entry] {
        byMoment.values.joined().sorted().map { entries[$0] }
    }

    private static func isSame(_ a: Entry, _ b: Entry) -> Bool {
        a.source == b.source && a.uniqueID == b.uniqueID && a.request?.bytes == b.request?.bytes
    }
}

extension ImportCandidates.Moment {
    fileprivate init(_ entry: Entry) {
        self.init(charger: entry.chargerID, datetime: entry.datetime.microseconds)
    }
}

import OCPP
import OCPPLog

/// Entries that are to be taken over and were not found in the store yet.
///
/// The entries stay where they are: what is sorted, linked and left out are their numbers.
struct ImportCandidates {
    private let entries: [Entry]
    /// Numbers of `entries` in order of time. What follows has one element for each place of it.
    private let order: [Int32]
    /// Rising.
    private let times: [Int64]
    private var isLeft: [Bool]
    private var leftCount = 0
    /// The place before it with the same moment (charging station and time), and one; 0 where there is none. Only entries that
    /// meet in their moment can be the same.
    private var previous: [UInt32]
    /// By hash of a moment, the last place with it and one; 0 is a free slot. Never more than half full.
    private var slots: [UInt32]
    /// Keeps those who choose the entries from choosing where they land.
    private let seed: UInt64
    /// Those of the entries that were left at first. Only asked for where times meet: it takes a while.
    private(set) lazy var chargers = Set(entries.lazy.map(\.chargerID))

    /// Leaves out what is given twice; the order becomes that of time.
    init(_ given: [Entry], seed: UInt64 = .random(in: 0 ... .max)) {
        entries = given
        self.seed = seed
        let given = given.indices.map { (time: given[$0].datetime.microseconds, number: Int32($0)) }
            .sorted { ($0.time, $0.number) < ($1.time, $1.number) }
        order = given.map(\.number)
        times = given.map(\.time)
        isLeft = Array(repeating: false, count: order.count)
        previous = Array(repeating: 0, count: order.count)
        var size = 64
        while size < 2 * order.count { size *= 2 }
        slots = Array(repeating: 0, count: size)
        for place in order.indices { add(place) }
    }

    private mutating func add(_ place: Int) {
        let number = Int(order[place])
        let slot = slot(of: entries[number].chargerID, times[place])
        var other = slots[slot]
        while other != 0 {
            if Self.isSame(entries[Int(order[Int(other) - 1])], entries[number]) { return }
            other = previous[Int(other) - 1]
        }
        previous[place] = slots[slot]
        slots[slot] = UInt32(place + 1)
        isLeft[place] = true
        leftCount += 1
    }

    /// Where a moment is, or would be.
    private func slot(of charger: ChargerID, _ time: Int64) -> Int {
        let hash = FilterHash.hash(charger.rawValue.utf8.span, seed: seed ^ UInt64(bitPattern: time))
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if times[place] == time, entries[Int(order[place])].chargerID.rawValue.isSame(as: charger.rawValue) {
                return slot
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    var isEmpty: Bool { leftCount == 0 }

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
        let numbers = places(charger, time).map { Int(order[$0]) }
        guard numbers.contains(where: { entries[$0].source == source }) else { return false }
        let id = try id()
        return numbers.contains { entries[$0].uniqueID == id }
    }

    /// Takes out what is the same as an entry of the store.
    mutating func remove(_ entry: Entry) {
        for place in places(entry.chargerID, entry.datetime.microseconds)
        where Self.isSame(entries[Int(order[place])], entry) {
            isLeft[place] = false
            leftCount -= 1
        }
    }

    /// The places that are left with a moment.
    private func places(_ charger: ChargerID, _ time: Int64) -> [Int] {
        var places: [Int] = []
        var next = slots[slot(of: charger, time)]
        while next != 0 {
            let place = Int(next) - 1
            if isLeft[place] { places.append(place) }
            next = previous[place]
        }
        return places
    }

    /// The numbers of those that are left, in order of time.
    func rest() -> [Int] {
        order.indices.compactMap { isLeft[$0] ? Int(order[$0]) : nil }
    }

    private static func isSame(_ a: Entry, _ b: Entry) -> Bool {
        a.source == b.source && a.uniqueID == b.uniqueID && a.request?.bytes == b.request?.bytes
    }
}

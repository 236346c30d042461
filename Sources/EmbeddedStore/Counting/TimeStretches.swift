import OCPP
import OCPPLog

/// The stretches of time that are counted, cut off where the selection ends.
struct TimeStretches: Sendable {
    /// Where entries of some times are counted.
    enum Place: Hashable {
        /// Not at all.
        case nowhere
        /// All in this stretch.
        case one(Int)
        /// A boundary lies between them.
        case several
    }

    /// How many there are.
    let count: Int
    /// Nil: everything is one stretch.
    private let boundaries: [Int64]?
    private let from: Int64?
    private let to: Int64?
    /// All moments at which a stretch begins or ends, rising.
    private let cuts: [Int64]

    /// - Parameter boundaries: nil: all of the selection is one stretch.
    init(_ selection: Selection, boundaries: [Timestamp]?) {
        self.boundaries = boundaries?.map(\.microseconds)
        count = boundaries.map { max(0, $0.count - 1) } ?? 1
        from = selection.from?.microseconds
        to = selection.to?.microseconds
        cuts = Set((self.boundaries ?? []) + [from, to].compactMap(\.self)).sorted()
    }

    /// The stretch that a moment lies in.
    @inline(__always)
    func index(of time: Int64) -> Int? {
        if let from, time < from { return nil }
        if let to, time >= to { return nil }
        guard let boundaries else { return 0 }
        let index = Self.firstIndex(in: boundaries, after: time) - 1
        return index >= 0 && index < count ? index : nil
    }

    /// The same where another moment lay in some stretch: most lie in the same one.
    @inline(__always)
    func index(of time: Int64, near last: Int) -> Int? {
        guard let boundaries, last + 1 < boundaries.count, boundaries[last] <= time, time < boundaries[last + 1],
            from.map({ $0 <= time }) != false, to.map({ time < $0 }) != false
        else { return index(of: time) }
        return last
    }

    /// Where what lies between two moments is counted, both included.
    func place(_ oldest: Int64, _ newest: Int64) -> Place {
        let next = Self.firstIndex(in: cuts, after: oldest)
        if next < cuts.count, cuts[next] <= newest { return .several }
        return index(of: oldest).map(Place.one) ?? .nowhere
    }

    /// Where what lies in a slot is counted.
    func place(_ slot: Int64, _ slots: TimeSlots) -> Place {
        guard let beginning = slots.beginning(of: slot) else { return .several }
        let (last, overflow) = beginning.addingReportingOverflow(slots.length - 1)
        return place(beginning, overflow ? .max : last)
    }

    /// The first place whose moment is later.
    private static func firstIndex(in moments: [Int64], after time: Int64) -> Int {
        var low = 0
        var high = moments.count
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] > time { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

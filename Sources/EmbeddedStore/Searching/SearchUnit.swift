import OCPP
import OCPPLog

/// What is searched in one piece: a run of hot rows or a segment.
struct SearchUnit: Sendable {
    enum Kind: Sendable {
        case run(HotRun, place: Int)
        case segment(LoadedSegment)
    }

    let kind: Kind
    /// The place of its file.
    let file: Int
    /// No entry of it that is asked for has a higher rank.
    let first: Int64
    let count: Int

    var isRun: Bool {
        if case .run = kind { true } else { false }
    }

    /// About what it costs to look at it.
    var weight: Int {
        switch kind {
        case .run: 1
        case .segment: 4
        }
    }

    /// All that can hold entries of some times, in the order of the search.
    static func all(
        in files: [some SearchableFile], _ times: ClosedRange<Int64>, _ order: Search.Order
    ) -> [SearchUnit] {
        var units: [SearchUnit] = []
        for (index, file) in files.enumerated() {
            for (place, run) in file.runs.enumerated() where run.count > 0 {
                units.append(
                    SearchUnit(.run(run, place: place), index, run.oldest, run.newest, run.count, times, order))
            }
            for segment in file.segments {
                units.append(
                    SearchUnit(
                        .segment(segment), index, segment.oldest, segment.newest, segment.count, times, order))
            }
        }
        return units.sorted { $0.first > $1.first }
    }
}

extension [SearchUnit] {
    fileprivate mutating func append(_ unit: SearchUnit?) {
        if let unit { append(unit) }
    }
}

extension SearchUnit {
    /// Nil when it has nothing of these times.
    private init?(
        _ kind: Kind, _ file: Int, _ oldest: Timestamp, _ newest: Timestamp, _ count: Int, _ times: ClosedRange<Int64>,
        _ order: Search.Order
    ) {
        let (earliest, latest) = (
            max(oldest.microseconds, times.lowerBound), min(newest.microseconds, times.upperBound)
        )
        guard earliest <= latest else { return nil }
        self.kind = kind
        self.file = file
        first = order.ranks(of: earliest...latest).upperBound
        self.count = count
    }
}

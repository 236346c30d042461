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
    /// No entry of it that is asked for is newer.
    let newest: Timestamp
    let count: Int

    /// About what it costs to look at it.
    var weight: Int {
        switch kind {
        case .run: 1
        case .segment: 4
        }
    }

    /// All that can hold entries of some times, newest first.
    static func all(in files: [some SearchableFile], _ times: ClosedRange<Int64>) -> [SearchUnit] {
        var units: [SearchUnit] = []
        for (index, file) in files.enumerated() {
            for (place, run) in file.runs.enumerated() where run.count > 0 {
                units.append(SearchUnit(.run(run, place: place), index, run.oldest, run.newest, run.count, times))
            }
            for segment in file.segments {
                units.append(
                    SearchUnit(.segment(segment), index, segment.oldest, segment.newest, segment.count, times))
            }
        }
        return units.sorted { $0.newest > $1.newest }
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
        _ kind: Kind, _ file: Int, _ oldest: Timestamp, _ newest: Timestamp, _ count: Int, _ times: ClosedRange<Int64>
    ) {
        guard oldest.microseconds <= times.upperBound, newest.microseconds >= times.lowerBound else { return nil }
        self.kind = kind
        self.file = file
        self.newest = Timestamp(microseconds: Swift.min(newest.microseconds, times.upperBound))
        self.count = count
    }
}

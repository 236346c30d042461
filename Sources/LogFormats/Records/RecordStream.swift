/// Bytes that come in pieces, cut into records. It keeps one record, and what is not read yet.
struct RecordStream<Cutting: Cutter> {
    /// What the next step found.
    enum Step: Equatable {
        /// A record among ``RecordStream/bytes``, and the line that it begins on.
        case record(Range<Int>, line: Int)
        /// A record that was longer than ``RecordReader/longestRecord`` and is left out.
        case tooLong(line: Int)
        /// What is there is read.
        case needsMore
    }

    /// How it is cut.
    private(set) var cutter: Cutting
    /// What is not read yet stands at their end.
    private(set) var bytes: [UInt8]
    private var start = 0
    /// The line on which the first byte that is not read stands, counted from 1.
    private(set) var line = 1
    private var isTooLong = false

    /// - Parameter bytes: the beginning of the log.
    init(_ cutter: Cutting, _ bytes: [UInt8] = []) {
        self.cutter = cutter
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    }

    /// Takes the next bytes; those that were read go.
    mutating func append(_ more: [UInt8]) {
        if bytes.count - start > RecordReader.longestRecord {
            isTooLong = true
            start = bytes.count
            cutter = cutter.forgetting()
        }
        bytes.removeSubrange(..<start)
        start = 0
        bytes += more
    }

    /// The next record.
    /// - Parameter isFinished: whether there are no more bytes.
    mutating func next(isFinished: Bool) -> Step {
        let bytes = bytes
        guard
            case .record(let range, let end, let before, let inside) = cutter.cut(
                bytes.span, from: start, isFinished: isFinished)
        else { return .needsMore }
        let record = range.lowerBound + start..<range.upperBound + start
        let place = line + before
        start += end
        line += before + inside
        guard isTooLong || range.count > RecordReader.longestRecord else { return .record(record, line: place) }
        isTooLong = false
        return .tooLong(line: place)
    }
}

import OCPP
import OCPPLog

/// Reads a log line by line: whatever formats its lines have.
struct LineLogReader: EntryReader {
    /// A longer line is cut off there, in bytes.
    private static let longestLine = 16 << 20

    private var log: LineLog
    private var trace: Trace
    private let types: [any LineFormat.Type]
    private var cutter = LineCutter()
    private var bytes: [UInt8] = []
    private var start = 0
    private var line = 0
    private var isFinished = false
    private var isEnded = false

    /// A reader at the beginning of a log in one of these formats.
    init(_ types: [any LineFormat.Type], _ options: ImportOptions) {
        self.types = types
        log = LineLog(types, listsLines: options.listsLines)
        trace = Trace(options, isNewestFirst: types.count == 1 && (types.first?.isNewestFirst ?? false))
    }

    mutating func append(_ bytes: [UInt8]) {
        if start == self.bytes.count {
            (self.bytes, start) = (bytes, 0)
        } else {
            self.bytes.removeSubrange(..<start)
            start = 0
            self.bytes += bytes
        }
    }

    mutating func finish() {
        isFinished = true
    }

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while !batch.isFull, let range = nextLine() {
            line += 1
            var end = range.upperBound
            if end > range.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
            let number = line
            try log.take(LineScanner(bytes, range.lowerBound..<end), number: number) { frame throws(ImportFault) in
                try trace.take(frame, into: &batch)
            }
            log.passedOver.takeList(into: &batch)
        }
        if batch.isFull { return true }
        guard isFinished, !isEnded else { return false }
        isEnded = true
        defer { log.passedOver.takeList(into: &batch) }
        try log.finish { frame throws(ImportFault) in try trace.take(frame, into: &batch) }
        try trace.finish(into: &batch)
        guard line == 0 || log.found.contains(where: { $0 > 0 }) else { throw Self.nothing(in: line, types) }
        return batch.isFull
    }

    private mutating func nextLine() -> Range<Int>? {
        let bytes = bytes
        guard case .record(let range, let next, _, _) = cutter.cut(bytes.span, from: start, isFinished: isFinished) else {
            guard bytes.count - start > Self.longestLine else { return nil }
            defer {
                start = bytes.count
                cutter = cutter.forgetting()
            }
            return start..<bytes.count
        }
        defer { start += next }
        return start + range.lowerBound..<start + range.upperBound
    }

    private static func nothing(in lines: Int, _ types: [any LineFormat.Type]) -> ImportFault {
        ImportFault(
            "no OCPP frames found in \(TraceNotes.counted(lines, "line")); looked for "
                + types.map { $0.title }.joined(separator: ", "))
    }

    var account: ReadingAccount {
        var account = ReadingAccount()
        let order = log.found.indices.sorted { (log.found[$0], log.known[$0]) > (log.found[$1], log.known[$1]) }
        let total = Double(max(1, log.known.reduce(0, +)))
        let guesses = order.filter { log.known[$0] > 0 }.map { index in
            ReadingAccount.Guess(
                format: types[index].name, title: types[index].title, confidence: Double(log.known[index]) / total)
        }
        account.format = guesses.first
        account.runnerUp = guesses.dropFirst().first
        account.passedOver = log.passedOver.reasons
        account.notes = TraceNotes.of(trace.account)
        return account
    }
}

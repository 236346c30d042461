import OCPP
import OCPPLog

/// Reads a log line by line: whatever formats its lines have.
struct LineLogReader: EntryReader {
    /// A longer line is cut off there, in bytes.
    private static let longestLine = 16 << 20
    /// So much is read before anything is passed over: the log shows by then what its times mean and who writes it.
    private static let beginning = 4 << 20

    private var log: LineLog
    private var trace: Trace
    private let types: [any LineFormat.Type]
    private let word: RequiredWord?
    private let reach: LineWindows.Reach
    private let beginning: Int
    private var windows: LineWindows?
    private var cutter = LineCutter()
    private var bytes: [UInt8] = []
    private var start = 0
    /// Where the first of the bytes stands in the log.
    private var base: Int64 = 0
    /// Lines that were read: where stretches are passed over they are not counted.
    private var line = 0
    private var isFinished = false
    private var isEnded = false

    /// A reader at the beginning of a log in one of these formats.
    /// - Parameter isNewestFirst: whether it shows the newest first.
    init(
        _ types: [any LineFormat.Type], _ options: ImportOptions, isNewestFirst: Bool = false,
        reach: LineWindows.Reach = LineWindows.Reach(),
        beginning: Int = beginning
    ) {
        self.types = types
        self.reach = reach
        self.beginning = beginning
        word = options.listsLines ? nil : options.word
        log = LineLog(types, listsLines: options.listsLines)
        trace = Trace(options, isNewestFirst: isNewestFirst)
    }

    mutating func append(_ bytes: [UInt8]) {
        if start == self.bytes.count {
            forget()
            self.bytes = bytes
            return
        }
        // What is read goes when it is the larger part, so that what is left is moved seldom.
        if start > self.bytes.count / 2 { forget() }
        self.bytes += bytes
    }

    private mutating func forget() {
        windows?.forget(start, of: bytes)
        base += Int64(start)
        bytes.removeSubrange(..<start)
        start = 0
    }

    mutating func finish() {
        isFinished = true
    }

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while !batch.isFull {
            guard try findWindow(into: &batch), let range = nextLine() else { break }
            line += 1
            var end = range.upperBound
            if end > range.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
            let (number, base) = (line, base)
            try log.take(LineScanner(bytes, range.lowerBound..<end), number: number, at: base + Int64(range.lowerBound))
            {
                frame throws(ImportFault) in
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

    /// Goes on to lines that may be wanted, once the beginning of the log is read.
    /// - Returns: whether the next line is to be read.
    private mutating func findWindow(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        if windows == nil, let word, base + Int64(start) >= Int64(beginning), mayPassOver {
            windows = LineWindows(word, from: start, reach: reach)
        }
        guard var windows else { return true }
        let before = start
        let isWanted = windows.advance(&start, in: bytes)
        self.windows = windows
        guard start != before else { return isWanted }
        cutter = LineCutter()
        try log.finish { frame throws(ImportFault) in try trace.take(frame, into: &batch) }
        return isWanted
    }

    /// Whether what is passed over would change nothing of what is read.
    private var mayPassOver: Bool {
        trace.isClear && zip(log.found, types).allSatisfy { $0 == 0 || $1.showsFramesAsTheyAre }
    }

    private mutating func nextLine() -> Range<Int>? {
        let bytes = bytes
        guard case .record(let range, let next, _, _) = cutter.cut(bytes.span, from: start, isFinished: isFinished)
        else {
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
                + types.filter { $0.holdsFrames }.map { $0.name }.joined(separator: ", "))
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
        if let skipped = windows?.skipped, skipped > 0 {
            account.notes = [
                "\(skipped >> 20) MiB far from any place that has the word were not read; an answer more than "
                    + "\(reach.behind >> 20) MiB behind its request counts as none"
            ]
        } else {
            account.passedOver = log.passedOver.reasons
        }
        account.notes += TraceNotes.of(trace.account)
        return account
    }
}

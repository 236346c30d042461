import OCPPLog

/// Finds the frames of a file that is more than its lines, in pieces of any size. What it keeps is bounded.
protocol FrameSource {
    /// At the beginning of a file.
    init()

    /// Takes the next bytes.
    mutating func append(_ bytes: [UInt8])

    /// There are no more bytes.
    mutating func finish()

    /// The next thing in the file; nil when it wants more bytes, and at the end.
    mutating func next() -> FoundFrame?
}

/// What a file holds at a place.
enum FoundFrame {
    case frame(LoggedFrame)
    /// A line without a frame, counted from 1.
    case noFrame(LineFault, line: Int, text: [UInt8])
    /// A record that cannot be read, and the line it begins on.
    case reject(LineFault, line: Int)
}

/// What was found and not yet handed over, in order.
struct FoundQueue {
    private var found: [FoundFrame] = []
    private var taken = 0

    var isEmpty: Bool { taken == found.count }

    mutating func append(_ next: FoundFrame) {
        found.append(next)
    }

    mutating func next() -> FoundFrame? {
        guard taken < found.count else {
            found.removeAll(keepingCapacity: found.count < 1_024)
            taken = 0
            return nil
        }
        taken += 1
        return found[taken - 1]
    }
}

/// Makes entries of the frames of such a file.
struct TracedReader<Source: FrameSource>: EntryReader {
    private let title: String
    private var source = Source()
    private var trace: Trace
    private var passedOver: PassedOver
    private var frames = 0
    private var isFinished = false
    private var isEnded = false

    /// - Parameter format: whose files these are.
    init(_ format: any FileFormat.Type, _ options: ImportOptions) {
        title = format.title
        trace = Trace(options, isNewestFirst: format.isNewestFirst)
        passedOver = PassedOver(isListed: options.listsLines)
    }

    mutating func append(_ bytes: [UInt8]) {
        source.append(bytes)
    }

    mutating func finish() {
        source.finish()
        isFinished = true
    }

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while !batch.isFull {
            switch source.next() {
            case .frame(let frame):
                frames += 1
                try trace.take(frame, into: &batch)
            case .noFrame(let fault, let line, let text):
                passedOver.add(fault, line, text)
                passedOver.takeList(into: &batch)
            case .reject(let fault, let line): batch.add(fault.reject(at: line))
            case nil:
                guard isFinished, !isEnded else { return false }
                isEnded = true
                try trace.finish(into: &batch)
                guard frames > 0 else {
                    throw ImportFault("no OCPP frames found in this file, which looks like \(title)")
                }
            }
        }
        return true
    }

    var account: ReadingAccount {
        var account = ReadingAccount()
        account.passedOver = passedOver.reasons
        account.notes = TraceNotes.of(trace.account)
        return account
    }
}

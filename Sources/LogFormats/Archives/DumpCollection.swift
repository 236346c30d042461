import OCPPLog

/// The dumps of OCPP.Core in an archive: one conversation over many files, which lie there in any order.
struct DumpCollection {
    /// So many dumps are put in order at once, and so many bytes of them.
    private static let (most, mostBytes) = (200_000, 256 << 20)

    private var frames: [(name: OCPPCoreDump.Name, frame: LoggedFrame)] = []
    private var bytes = 0
    private var trace: Trace
    private var position = 0
    private var isFinished = false

    init(_ options: ImportOptions) {
        trace = Trace(options)
    }

    /// Takes a dump.
    /// - Returns: why it is not taken.
    mutating func add(_ dump: DumpBytes, _ name: OCPPCoreDump.Name) -> LineFault? {
        guard let frame = dump.frame(name, line: frames.count + 1) else { return .tooLong }
        guard frames.count < Self.most, bytes + frame.bytes.count <= Self.mostBytes else { return .tooManyDumps }
        bytes += frame.bytes.count
        frames.append((name, frame))
        return nil
    }

    /// All are there. Of one moment, what came in stands before what went out.
    mutating func sort() {
        frames.sort { one, other in
            (one.name.time, one.name.sender == .cp ? 0 : 1) < (other.name.time, other.name.sender == .cp ? 0 : 1)
        }
    }

    /// - Returns: whether the batch is full.
    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while position < frames.count {
            guard !batch.isFull else { return true }
            var frame = frames[position].frame
            position += 1
            frame.line = position
            try trace.take(frame, into: &batch)
        }
        guard !isFinished, !frames.isEmpty else { return batch.isFull }
        isFinished = true
        try trace.finish(into: &batch)
        return batch.isFull
    }

    var notes: [String] { frames.isEmpty ? [] : TraceNotes.of(trace.account) }
}

extension LineFault {
    static let tooManyDumps = LineFault(
        code: "too_many_dumps",
        reason: "the archive has more dumps than can be put in order; make several archives of it")
}

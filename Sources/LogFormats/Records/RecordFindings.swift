import OCPPLog

/// What stands in a log that consists of records: the bytes come in pieces of any size, the findings go one record at a time.
struct RecordFindings<Parser: RecordParser> {
    /// So many bytes are looked at before it is decided how the log is cut.
    private static var longestHead: Int { 64 << 10 }

    private var parser: Parser
    private let listsLines: Bool
    private var head: [UInt8] = []
    private var stream: RecordStream<Parser.Cutting>?
    private var isFinished = false
    private var isOver = false

    init(_ options: ImportOptions) {
        parser = Parser(options)
        listsLines = options.listsLines
    }

    /// Takes the next bytes.
    mutating func append(_ bytes: [UInt8]) {
        guard stream == nil else {
            stream?.append(bytes)
            return
        }
        head += bytes
        decide()
    }

    /// There are no more bytes.
    mutating func finish() {
        isFinished = true
        decide()
    }

    /// Appends what the next record holds.
    /// - Returns: whether there was a record, or the end of the log: then there may be more without further bytes.
    /// - Throws: at the end, when the log is not complete; what was appended holds.
    mutating func next(into findings: inout [Finding]) throws(ImportFault) -> Bool {
        guard !isOver, let step = stream?.next(isFinished: isFinished) else { return false }
        switch step {
        case .record(let record, let line):
            guard let stream, !Self.isBlank(stream.bytes[record]) else { return true }
            let before = findings.count
            parser.read(record, of: stream.bytes, line: line, by: stream.cutter, into: &findings)
            if listsLines { list(before, stream.bytes[record], &findings) }
            return true
        case .tooLong(let line):
            findings.append(.reject(LineFault.tooLong.reject(at: line)))
            return true
        case .needsMore:
            guard isFinished, let stream else { return false }
            isOver = true
            if let fault = parser.finish(line: stream.line, by: stream.cutter, into: &findings) { throw fault }
            return true
        }
    }

    /// Shows the record with what is not taken of it.
    private func list(_ before: Int, _ record: ArraySlice<UInt8>, _ findings: inout [Finding]) {
        for index in before..<findings.count {
            switch findings[index] {
            case .frame, .entry: break
            case .reject(var reject):
                reject.text = LineText.masked(Array(record))
                findings[index] = .reject(reject)
            case .passedOver(let fault, let line):
                var reject = fault.reject(at: line)
                (reject.holdsNothing, reject.text) = (true, LineText.masked(Array(record)))
                findings.append(.reject(reject))
            }
        }
    }

    private mutating func decide() {
        guard stream == nil, head.count >= 3 || isFinished else { return }
        let isWhole = isFinished || head.count >= Self.longestHead
        guard let cutter = Parser.cutter(head[...], isWhole: isWhole) else { return }
        stream = RecordStream(cutter, head)
        head = []
    }

    private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
}

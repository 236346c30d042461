import OCPPLog

/// Makes entries of a log that consists of records.
struct RecordLogReader<Parser: RecordParser>: EntryReader {
    private var records: RecordFindings<Parser>
    private var trace: Trace
    private var findings: [Finding] = []
    private var passedOver = PassedOver()
    /// So many frames and entries were found.
    private var found = 0
    private var isFinished = false
    private var isOver = false

    init(_ options: ImportOptions) {
        records = RecordFindings(options)
        trace = Trace(options)
    }

    mutating func append(_ bytes: [UInt8]) {
        records.append(bytes)
    }

    mutating func finish() {
        isFinished = true
        records.finish()
    }

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while !batch.isFull {
            do throws(ImportFault) {
                guard try records.next(into: &findings) else { break }
                try handOver(into: &batch)
            } catch {
                // What came before the fault is as good as any other.
                try handOver(into: &batch)
                try end(into: &batch)
                throw error
            }
        }
        guard isFinished, !batch.isFull else { return batch.isFull }
        try end(into: &batch)
        return batch.isFull
    }

    private mutating func handOver(into batch: inout ImportBatch) throws(ImportFault) {
        let found = findings
        findings.removeAll(keepingCapacity: true)
        for finding in found {
            switch finding {
            case .frame(let frame):
                self.found += 1
                try trace.take(frame, into: &batch)
            case .entry(let entry):
                self.found += 1
                batch.add(entry)
            case .passedOver(let fault, let line): passedOver.add(fault, line)
            case .reject(let reject): batch.add(reject)
            }
        }
    }

    private mutating func end(into batch: inout ImportBatch) throws(ImportFault) {
        guard !isOver else { return }
        isOver = true
        try trace.finish(into: &batch)
    }

    var account: ReadingAccount {
        var account = ReadingAccount()
        account.passedOver = passedOver.reasons
        account.notes = TraceNotes.of(trace.account)
        return account
    }
}

import OCPP
import OCPPLog

/// Reads the OCPP traffic out of a network capture.
struct CaptureReader: EntryReader {
    private var traffic: CaptureTraffic
    private var trace: Trace
    private var isEnded = false

    init(_ file: any CaptureFile, _ options: ImportOptions) {
        traffic = CaptureTraffic(file, listsLines: options.listsLines)
        trace = Trace(options)
    }

    mutating func append(_ bytes: [UInt8]) {
        traffic.append(bytes)
    }

    mutating func finish() {
        traffic.finish()
    }

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while !batch.isFull, traffic.readPacket() { try handOn(into: &batch) }
        guard traffic.isOver, !isEnded, !batch.isFull else { return batch.isFull }
        isEnded = true
        try handOn(into: &batch)
        try trace.finish(into: &batch)
        if let fault = traffic.fault { throw fault }
        return batch.isFull
    }

    var account: ReadingAccount {
        var account = ReadingAccount()
        account.passedOver = traffic.findings.passedOver.reasons
        account.notes = traffic.findings.notes + TraceNotes.of(trace.account)
        return account
    }

    private mutating func handOn(into batch: inout ImportBatch) throws(ImportFault) {
        traffic.findings.passedOver.takeList(into: &batch)
        guard traffic.findings.hasNews else { return }
        for frame in traffic.findings.frames { try trace.take(frame, into: &batch) }
        for reject in traffic.findings.rejects { batch.add(reject) }
        traffic.findings.clearNews()
    }
}

import OCPP
import OCPPLog

/// The transactions of one charging station on their way.
struct StationTransactions: Sendable {
    /// So many run at once; the oldest of more is taken as one that was never stopped.
    private static let mostRunning = 64
    /// So many that ended are held back, since messages of them may still come.
    private static let mostEnded = 8
    /// So many messages are remembered that may belong to a transaction which begins soon.
    private static let mostBefore = 64
    /// So long before a start a message may belong to it, in microseconds, and so long after an end.
    private static let reach: Int64 = 300_000_000

    let station: Station
    private(set) var heard = Timestamp(microseconds: .min)
    private var running: [Transaction] = []
    private var ended: [Transaction] = []
    private var before: [Candidate] = []
    private var sequences: [String: Int] = [:]

    /// A message from before a start.
    private struct Candidate: Sendable {
        var entryID: EntryID
        var datetime: Timestamp
        var connector: ConnectorKey?
        var idTag: String?
    }

    init(_ station: Station) {
        self.station = station
    }

    mutating func read(_ read: ReadEntry, into finished: inout [Transaction]) {
        heard = max(heard, read.entry.datetime)
        switch read.action {
        case .startTransaction: start(read, into: &finished)
        case .stopTransaction: stop(read, into: &finished)
        case .transactionEvent: event(read, into: &finished)
        case .meterValues: meter(read)
        case .statusNotification: status(read)
        case .authorize, .remoteStartTransaction, .requestStartTransaction: remember(read)
        case .remoteStopTransaction, .requestStopTransaction, .setChargingProfile, .clearChargingProfile:
            attach(read)
        default: break
        }
    }

    mutating func finish(into finished: inout [Transaction]) {
        finished += ended + running
        ended = []
        running = []
    }

    // MARK: 1.6

    private mutating func start(_ read: ReadEntry, into finished: inout [Transaction]) {
        let wasAnswered = read.entry.response != nil && read.entry.response?.error == nil
        let id = wasAnswered ? read.entry.transactionID ?? "" : ""
        let moment = Transaction.Moment(of: read)
        // The same start again, since nobody answered the first: it is one transaction.
        if let index = running.lastIndex(where: { isSame($0, read, moment) }) {
            if running[index].id.isEmpty { running[index].id = id } else { running[index].flags.insert(.duplicate) }
            running[index].add(read.entry.id)
            return
        }
        endOthers(at: read.connector, into: &finished)
        var transaction = Transaction(read, id: id, connector: read.connector)
        transaction.start = moment
        transaction.idTag = read.entry.idTag
        transaction.meterStart = read.request.number("meterStart")
        if Self.isOffline(read) { transaction.flags.insert(.offline) }
        if read.isAnswered, let status = read.entry.answerStatus, status != "Accepted" {
            transaction.flags.insert(.refused)
        }
        begin(transaction, into: &finished)
    }

    private func isSame(_ transaction: Transaction, _ read: ReadEntry, _ moment: Transaction.Moment) -> Bool {
        transaction.connector == read.connector && transaction.idTag == read.entry.idTag
            && transaction.start?.time == moment.time && read.stationTime != nil
    }

    private mutating func stop(_ read: ReadEntry, into finished: inout [Transaction]) {
        let id = read.request.word("transactionId") ?? read.entry.transactionID ?? ""
        var transaction: Transaction
        // Ids are used again: one that runs comes before one that ended.
        if let index = running.lastIndex(where: { $0.id == id }) {
            transaction = running.remove(at: index)
            transaction.end = .ended
        } else if let index = ended.lastIndex(where: { $0.id == id && $0.stop != nil }) {
            ended[index].flags.insert(.duplicate)
            return ended[index].add(read.entry.id)
        } else {
            transaction = Transaction(read, id: id, connector: read.connector)
            transaction.end = .stoppedWithoutStart
        }
        transaction.add(read.entry.id)
        transaction.stop = Transaction.Moment(of: read)
        transaction.stopReason = read.request.text("reason")
        transaction.idTag = transaction.idTag ?? read.entry.idTag
        note(MeterReading.samples(in: read), read, in: &transaction)
        if let meter = read.request.number("meterStop") { Self.note(energy: meter, in: &transaction) }
        if Self.isOffline(read) { transaction.flags.insert(.offline) }
        end(transaction, into: &finished)
    }

    private mutating func meter(_ read: ReadEntry) {
        let index = running.lastIndex { belongs(read, to: $0) }
        guard let index else { return }
        note(MeterReading.samples(in: read), read, in: &running[index])
        running[index].add(read.entry.id)
    }

    // MARK: 2.x

    private mutating func event(_ read: ReadEntry, into finished: inout [Transaction]) {
        guard let id = read.entry.transactionID else { return }
        let kind = read.request.text("eventType")
        if let index = ended.lastIndex(where: { $0.id == id }) {
            if kind == "Ended" { ended[index].flags.insert(.duplicate) }
            note(MeterReading.samples(in: read), read, in: &ended[index])
            return ended[index].add(read.entry.id)
        }
        var transaction: Transaction
        if let index = running.lastIndex(where: { $0.id == id }) {
            transaction = running.remove(at: index)
            if kind == "Started" { transaction.flags.insert(.duplicate) }
        } else {
            transaction = Transaction(read, id: id, connector: read.connector)
        }
        transaction.add(read.entry.id)
        transaction.connector = transaction.connector ?? read.connector
        transaction.idTag = transaction.idTag ?? read.entry.idTag
        if kind == "Started", transaction.start == nil { transaction.start = Transaction.Moment(of: read) }
        noteSequence(read, in: &transaction)
        note(MeterReading.samples(in: read), read, in: &transaction)
        if Self.isOffline(read) { transaction.flags.insert(.offline) }
        guard kind == "Ended" else { return begin(transaction, into: &finished) }
        transaction.end = transaction.start == nil ? .stoppedWithoutStart : .ended
        transaction.stop = Transaction.Moment(of: read)
        transaction.stopReason = read.request.object("transactionInfo").text("stoppedReason")
        sequences[id] = nil
        end(transaction, into: &finished)
    }

    /// Numbers run through without gaps (2.0.1 Part 2, E01.FR.07).
    private mutating func noteSequence(_ read: ReadEntry, in transaction: inout Transaction) {
        guard let number = read.request.integer("seqNo") else { return }
        if let last = sequences[transaction.id], last < .max, number > last + 1 {
            transaction.flags.insert(.sequenceGap)
        }
        if sequences.count >= Self.mostRunning { sequences.removeAll() }
        sequences[transaction.id] = max(number, sequences[transaction.id] ?? number)
    }

    // MARK: What belongs to them

    private mutating func status(_ read: ReadEntry) {
        guard let connector = read.connector else { return }
        var isTaken = false
        for index in running.indices where running[index].connector == connector {
            running[index].add(read.entry.id)
            isTaken = true
            // A connector that is free has no transaction: its end was lost, unless it still comes.
            if read.entry.reportedStatus == "Available" { running[index].end = .neverStopped }
        }
        if let index = ended.lastIndex(where: { $0.connector == connector }), let stop = ended[index].stop,
            read.entry.datetime.microseconds &- stop.arrived.microseconds < Self.reach, !isTaken
        {
            ended[index].add(read.entry.id)
        }
        if !isTaken { remember(read) }
    }

    private mutating func attach(_ read: ReadEntry) {
        let index = running.lastIndex { belongs(read, to: $0) }
        if let index { running[index].add(read.entry.id) } else { remember(read) }
    }

    /// By the transaction it names; by its connector where it names none.
    private func belongs(_ read: ReadEntry, to transaction: Transaction) -> Bool {
        if let id = read.entry.transactionID { return transaction.id == id }
        return read.connector != nil && transaction.connector == read.connector
    }

    private mutating func remember(_ read: ReadEntry) {
        if before.count >= Self.mostBefore { before.removeFirst() }
        before.append(
            Candidate(
                entryID: read.entry.id, datetime: read.entry.datetime, connector: read.connector,
                idTag: read.entry.idTag))
    }

    // MARK: Beginning and end

    private mutating func begin(_ transaction: Transaction, into finished: inout [Transaction]) {
        var transaction = transaction
        if transaction.entries.count == 1, let first = transaction.start, let entry = transaction.entries.first {
            let own = before.filter { candidate in
                first.arrived.microseconds &- candidate.datetime.microseconds < Self.reach
                    && (candidate.connector.map { $0 == transaction.connector }
                        ?? (candidate.idTag != nil && candidate.idTag == transaction.idTag))
            }
            transaction.replaceEntries(own.map(\.entryID) + [entry])
            before.removeAll { candidate in own.contains { $0.entryID == candidate.entryID } }
        }
        if running.count >= Self.mostRunning {
            var oldest = running.removeFirst()
            oldest.end = .neverStopped
            end(oldest, into: &finished)
        }
        running.append(transaction)
    }

    private mutating func endOthers(at connector: ConnectorKey?, into finished: inout [Transaction]) {
        guard let connector else { return }
        for var other in running where other.connector == connector {
            other.end = .neverStopped
            end(other, into: &finished)
        }
        running.removeAll { $0.connector == connector }
    }

    private mutating func end(_ transaction: Transaction, into finished: inout [Transaction]) {
        var transaction = transaction
        if transaction.end == .ended, transaction.energy == 0 { transaction.flags.insert(.zeroEnergy) }
        ended.append(transaction)
        if ended.count > Self.mostEnded { finished.append(ended.removeFirst()) }
    }

    private func note(_ samples: [MeterSample], _ read: ReadEntry, in transaction: inout Transaction) {
        // StopTransaction tells the beginning again, behind what MeterValues told since.
        let latest = transaction.curve.latest
        let samples = samples.filter { ($0.time ?? read.entry.datetime) >= latest ?? Timestamp(microseconds: .min) }
        guard !samples.isEmpty else { return }
        transaction.curve.add(samples, at: read.entry.datetime)
        for sample in samples
        where sample.measurand == MeterReading.energyImport && sample.phase == nil
            && (sample.location ?? "Outlet") == "Outlet"
        {
            Self.note(energy: sample.value, in: &transaction)
        }
    }

    private static func note(energy: Double, in transaction: inout Transaction) {
        // meterStop is told in whole Wh, values in fractions.
        guard let last = transaction.meterStop ?? transaction.meterStart else {
            return transaction.meterStart = energy
        }
        if energy < last - 1 { transaction.flags.insert(.meterBackwards) }
        transaction.meterStop = energy
    }

    /// Whether a message was queued: its time is long past when it comes, or it says so itself.
    private static func isOffline(_ read: ReadEntry) -> Bool {
        if read.request.flag("offline") == true { return true }
        guard let time = read.stationTime else { return false }
        let (age, overflow) = read.entry.datetime.microseconds.subtractingReportingOverflow(time.microseconds)
        return !overflow && age > ClockReading.queuedAfter
    }
}

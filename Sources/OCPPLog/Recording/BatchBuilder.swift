import OCPP

/// Turns recordables into what is written: gives each its site, drops what the level does not keep, masks secrets, numbers
/// the rest, has rules look at it, and keeps track of what is unfinished. Decides everything, touches nothing.
struct BatchBuilder {
    private let sites: SiteDirectory
    private let origin: UInt32
    private var sequence: Int64
    /// What is set over the configured levels, by site.
    var levels: [SiteID: Level] = [:]
    private var transactions: TransactionBook
    private var examiner: (any EntryExaminer)?
    /// Open CALLs that an earlier batch wrote.
    private var written: Set<OpenCall.Key> = []
    private var batch = Batch()
    private var openedNow: [OpenCall.Key: OpenCall] = [:]
    /// Entries that the level of their site does not keep.
    private(set) var dropped = 0

    init(
        sites: SiteDirectory, origin: UInt32, lastSequence: Int64, transactions: [OpenTransaction],
        examiner: (any EntryExaminer)? = nil
    ) {
        self.sites = sites
        self.origin = origin
        sequence = lastSequence
        self.transactions = TransactionBook(transactions)
        self.examiner = examiner
    }

    mutating func add(_ recordable: Recordable) {
        switch recordable {
        case .opened(let call): open(call)
        case .completed(let entry, let closes):
            if let closes { close(closes) }
            complete(entry)
        }
    }

    /// CALLs that were open when the process before ended.
    mutating func addInterrupted(_ calls: [OpenCall]) {
        for call in calls {
            batch.closed.append(call.key)
            complete(UnansweredCause.restart.entry(of: call))
        }
    }

    /// Frames that are missing.
    mutating func add(_ loss: Loss) {
        loss.closes.forEach { close($0) }
        complete(loss.gap)
    }

    /// Goes on behind a number that the store holds: somebody else gave it.
    mutating func goOn(behind sequence: Int64) {
        self.sequence = max(self.sequence, sequence)
    }

    /// The batch as it is now; the builder goes on with an empty one.
    mutating func finish() -> Batch {
        batch.opened = openedNow.values.compactMap(prepared).sorted { $0.entry.datetime < $1.entry.datetime }
        written.formUnion(batch.opened.map(\.key))
        defer {
            batch = Batch()
            openedNow = [:]
        }
        return batch
    }

    /// Most CALLs get their answer before the batch is written: what they say is looked at only if they do not.
    private mutating func open(_ call: OpenCall) {
        openedNow[call.key] = call
    }

    private func prepared(_ call: OpenCall) -> OpenCall? {
        var call = call
        return prepare(&call.entry) ? call : nil
    }

    private mutating func close(_ key: OpenCall.Key) {
        guard openedNow.removeValue(forKey: key) == nil, written.remove(key) != nil else { return }
        batch.closed.append(key)
    }

    private mutating func complete(_ entry: Entry) {
        var entry = entry
        guard prepare(&entry) else {
            dropped += 1
            return
        }
        transactions.note(&entry, in: &batch)
        sequence += 1
        entry.id = EntryID(origin: origin, sequence: sequence)
        if let found = examiner?.findings(of: entry) { entry.findings = found }
        batch.entries.append(entry)
    }

    /// Fills in what the recorder knows.
    /// - Returns: whether the level of the site keeps the entry.
    private func prepare(_ entry: inout Entry) -> Bool {
        let site = sites.site(of: entry.chargerID)
        entry.siteID = site.id
        let level = levels[site.id] ?? site.level
        entry.levelInForce = level
        guard
            LevelRule.keeps(
                entry.kind, action: entry.action, actionLevel: entry.level ?? .debug, at: level)
        else { return false }
        Redactor.redact(&entry)
        return true
    }
}

import OCPP

/// The charging transactions that run, per charging station. From here, messages that carry only a transaction take their
/// connector (StopTransaction of 1.6, TransactionEvent of 2.x after the first).
struct TransactionBook {
    /// A station has few connectors; what it began earlier and never ended is forgotten beyond this.
    static let maximumPerCharger = 32

    /// Oldest first.
    private var running: [ChargerID: [OpenTransaction]] = [:]

    init(_ transactions: [OpenTransaction]) {
        for transaction in transactions {
            running[transaction.key.charger, default: []].append(transaction)
        }
    }

    /// Fills in the connector of an entry that names a transaction; begins and ends transactions as the entry says.
    mutating func note(_ entry: inout Entry, in batch: inout Batch) {
        guard let transaction = entry.transactionID else { return }
        let key = OpenTransaction.Key(charger: entry.chargerID, transaction: transaction)
        if let known = running[key.charger]?.last(where: { $0.key == key }) {
            if entry.connectorID == nil, entry.evseID == nil || entry.evseID == known.evseID {
                entry.connectorID = known.connectorID
            }
            entry.evseID = entry.evseID ?? known.evseID
        }
        guard entry.kind == .exchange else { return }
        switch entry.action {
        case .startTransaction: begin(key, entry, in: &batch)
        case .stopTransaction: end(key, in: &batch)
        case .transactionEvent: isEnd(entry) ? end(key, in: &batch) : begin(key, entry, in: &batch)
        default: break
        }
    }

    private mutating func begin(_ key: OpenTransaction.Key, _ entry: Entry, in batch: inout Batch) {
        guard entry.connectorID != nil || entry.evseID != nil else { return }
        let transaction = OpenTransaction(key: key, connectorID: entry.connectorID, evseID: entry.evseID)
        var list = running[key.charger] ?? []
        if let index = list.firstIndex(where: { $0.key == key }) {
            guard list[index] != transaction else { return }
            list.remove(at: index)
        } else if list.count >= Self.maximumPerCharger {
            batch.transactionsEnded.append(list.removeFirst().key)
        }
        list.append(transaction)
        running[key.charger] = list
        batch.transactionsBegun.removeAll { $0.key == key }
        batch.transactionsBegun.append(transaction)
    }

    private mutating func end(_ key: OpenTransaction.Key, in batch: inout Batch) {
        guard var list = running[key.charger], let index = list.firstIndex(where: { $0.key == key }) else { return }
        list.remove(at: index)
        running[key.charger] = list.isEmpty ? nil : list
        if batch.transactionsBegun.contains(where: { $0.key == key }) {
            batch.transactionsBegun.removeAll { $0.key == key }
        }
        // An earlier batch may have begun it as well: ending what is not there does no harm.
        batch.transactionsEnded.append(key)
    }

    private func isEnd(_ entry: Entry) -> Bool {
        guard let request = entry.request, let payload = request.payload else { return false }
        return PayloadFields(of: request.bytes.span.extracting(payload), in: .request).eventType == "Ended"
    }
}

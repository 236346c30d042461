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
        switch entry.action {
        case .startTransaction where wasAnswered(entry) && !wasGivenNoTransaction(entry): begin(key, entry, in: &batch)
        case .stopTransaction where wasAnswered(entry): end(key, in: &batch)
        // In 2.x the station names the transaction: it runs whatever the answer is, and whether there is one.
        case .transactionEvent where !isEnd(entry): begin(key, entry, in: &batch)
        case .transactionEvent where wasAnswered(entry): end(key, in: &batch)
        default: break
        }
    }

    /// A late answer counts. After a CALLERROR the station sends the same again, and its connector must still be known.
    private func wasAnswered(_ entry: Entry) -> Bool {
        guard let response = entry.response, response.error == nil else { return false }
        return entry.kind == .exchange || entry.reason == "late_answer"
    }

    /// Management systems that refuse a StartTransaction answer with one of these where the schema wants a number.
    private func wasGivenNoTransaction(_ entry: Entry) -> Bool {
        entry.answerStatus != "Accepted" && (entry.transactionID == "0" || entry.transactionID == "-1")
    }

    private mutating func begin(_ key: OpenTransaction.Key, _ entry: Entry, in batch: inout Batch) {
        guard entry.connectorID != nil || entry.evseID != nil else { return }
        let transaction = OpenTransaction(key: key, connectorID: entry.connectorID, evseID: entry.evseID)
        var list = running[key.charger] ?? []
        if let index = list.firstIndex(where: { $0.key == key }) {
            guard list[index] != transaction else { return }
            list.remove(at: index)
        } else if list.count >= Self.maximumPerCharger {
            end(list.removeFirst().key, in: &batch)
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
        batch.transactionsBegun.removeAll { $0.key == key }
        // An earlier batch may have begun it as well: ending what is not there does no harm.
        batch.transactionsEnded.append(key)
    }

    private func isEnd(_ entry: Entry) -> Bool {
        guard let request = entry.request, let payload = request.payload else { return false }
        return PayloadFields(of: request.bytes.span.extracting(payload), in: .request).eventType == "Ended"
    }
}

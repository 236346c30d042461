public import OCPP
public import OCPPLog

/// What is known of a charging station from its entries so far: what most rules ask for. Every part of it is bounded.
public struct StationMemory: Sendable {
    /// So many connectors of a station are remembered; others are not followed.
    public static let mostConnectors = 64
    /// So many running transactions; the oldest is forgotten, since it never ended here.
    public static let mostTransactions = 32
    /// So many values of the configuration.
    public static let mostSettings = 128
    /// So many boots.
    public static let mostBoots = 16

    /// The time of the first entry; nil before there was one.
    public private(set) var begin: Timestamp?
    /// When the station last sent a request or an answer.
    public private(set) var heard: Timestamp?
    /// What each connector last reported.
    public private(set) var connectors: [ConnectorKey: ConnectorMemory] = [:]
    /// Transactions that began and did not end, oldest first.
    public private(set) var transactions: [TransactionMemory] = []
    /// The last boots, oldest first.
    public private(set) var boots: [BootMemory] = []
    /// The WebSocket: when it opened or closed, and whether it is open; nil before either was recorded.
    public private(set) var connection: ConnectionMemory?
    /// How far the station's clock is ahead of ours, in microseconds, by the last message that was not queued; nil before one.
    public private(set) var clockOffset: Int64?
    /// Seconds between heartbeats, as the CSMS last set it; nil where it did not.
    public private(set) var heartbeatInterval: Int?
    /// Values of configuration keys that were read or set, by key in lower case.
    public private(set) var settings: [String: String] = [:]

    /// Nothing is known yet.
    public init() {}

    /// The running transaction with an id.
    public func transaction(_ id: String?) -> TransactionMemory? {
        guard let id else { return nil }
        return transactions.last { $0.id == id }
    }

    /// The running transaction at a connector.
    public func transaction(at connector: ConnectorKey?) -> TransactionMemory? {
        guard let connector else { return nil }
        return transactions.last { $0.connector == connector }
    }

    /// A value of the configuration, whatever the case of its key.
    public func setting(_ key: String) -> String? { settings[key.lowercased()] }

    /// Takes note of an entry, after the rules have seen it.
    mutating func note(_ read: ReadEntry) {
        let entry = read.entry
        if begin == nil { begin = entry.datetime }
        if entry.kind == .connection { noteConnection(entry) }
        if entry.source == .cp || entry.response != nil, entry.kind != .connection, entry.kind != .gap {
            heard = max(heard ?? entry.datetime, entry.datetime)
        }
        guard let action = entry.action else { return }
        noteClock(read)
        switch action {
        case .statusNotification: noteStatus(read)
        case .bootNotification: noteBoot(read)
        case .startTransaction: noteStart(read)
        case .stopTransaction: noteStop(read)
        case .transactionEvent: noteTransactionEvent(read)
        case .meterValues: noteMeter(read, entry.transactionID)
        case .getConfiguration, .changeConfiguration: noteSettings(read)
        default: break
        }
    }

    private mutating func noteConnection(_ entry: Entry) {
        switch entry.reason {
        case "opened": connection = ConnectionMemory(isOpen: true, since: entry.datetime, entryID: entry.id)
        case "closed": connection = ConnectionMemory(isOpen: false, since: entry.datetime, entryID: entry.id)
        default: break
        }
    }

    private mutating func noteClock(_ read: ReadEntry) {
        guard let offset = ClockReading.offset(of: read) else { return }
        clockOffset = offset
    }

    private mutating func noteStatus(_ read: ReadEntry) {
        guard let connector = read.connector, let status = read.entry.reportedStatus else { return }
        guard connectors[connector] != nil || connectors.count < Self.mostConnectors else { return }
        let before = connectors[connector]
        let isSame = before?.status == status
        connectors[connector] = ConnectorMemory(
            status: status, previous: isSame ? before?.previous : before?.status,
            since: isSame ? before?.since ?? read.entry.datetime : read.entry.datetime,
            reported: read.entry.datetime, errorCodes: read.entry.errorCodes, entryID: read.entry.id)
    }

    private mutating func noteBoot(_ read: ReadEntry) {
        if boots.count >= Self.mostBoots { boots.removeFirst() }
        boots.append(BootMemory(read))
        if let interval = read.response.integer("interval"), interval > 0 { heartbeatInterval = interval }
    }

    private mutating func noteSettings(_ read: ReadEntry) {
        if read.action == .changeConfiguration {
            guard read.isAccepted, let key = read.request.text("key"), let value = read.request.text("value") else {
                return
            }
            set(key, value)
        } else {
            for setting in read.response.objects("configurationKey") {
                if let key = setting.text("key"), let value = setting.word("value") { set(key, value) }
            }
        }
    }

    private mutating func set(_ key: String, _ value: String) {
        let key = key.lowercased()
        guard settings[key] != nil || settings.count < Self.mostSettings else { return }
        settings[key] = value
        if key == "heartbeatinterval", let seconds = Int(value), seconds > 0 { heartbeatInterval = seconds }
    }
}

// Transactions.
extension StationMemory {
    private mutating func noteStart(_ read: ReadEntry) {
        // A late answer names the transaction as well as one in time.
        guard let id = read.entry.transactionID, read.entry.response?.error == nil, read.entry.response != nil else {
            return
        }
        guard read.entry.answerStatus != "Invalid" || (id != "0" && id != "-1") else { return }
        begin(TransactionMemory(id: id, read, meter: read.request.number("meterStart")))
    }

    private mutating func noteStop(_ read: ReadEntry) {
        guard let id = read.entry.transactionID, read.entry.response != nil, read.entry.response?.error == nil else {
            return
        }
        transactions.removeAll { $0.id == id }
    }

    private mutating func noteTransactionEvent(_ read: ReadEntry) {
        guard let id = read.entry.transactionID else { return }
        switch read.request.text("eventType") {
        case "Ended": transactions.removeAll { $0.id == id }
        default:
            if !transactions.contains(where: { $0.id == id }) { begin(TransactionMemory(id: id, read, meter: nil)) }
            noteMeter(read, id)
        }
    }

    private mutating func begin(_ transaction: TransactionMemory) {
        transactions.removeAll { $0.id == transaction.id }
        if transactions.count >= Self.mostTransactions { transactions.removeFirst() }
        transactions.append(transaction)
    }

    private mutating func noteMeter(_ read: ReadEntry, _ id: String?) {
        guard let id, let index = transactions.lastIndex(where: { $0.id == id }) else { return }
        transactions[index].lastSequence = read.request.integer("seqNo") ?? transactions[index].lastSequence
        transactions[index].lastEntryID = read.entry.id
        guard let energy = MeterReading.lastEnergy(in: read) else { return }
        transactions[index].lastMeter = energy
    }
}

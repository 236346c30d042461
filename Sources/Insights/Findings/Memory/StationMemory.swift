public import OCPP
import OCPPLog

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
    /// So many transactions that ended; the oldest is forgotten.
    public static let mostEnded = 16

    /// The time of the first entry; nil before there was one.
    public private(set) var begin: Timestamp?
    /// When the station last sent a request or an answer.
    public private(set) var heard: Timestamp?
    /// What each connector last reported.
    public private(set) var connectors: [ConnectorKey: ConnectorMemory] = [:]
    /// Transactions that began and did not end, oldest first.
    public private(set) var transactions: [TransactionMemory] = []
    /// Running transactions that were forgotten, since there were too many.
    public private(set) var forgottenTransactions = 0
    /// Transactions that ended, the last ones, oldest first.
    public private(set) var ended: [EndedTransaction] = []
    /// The last StartTransaction that was not taken; nil before one, and after the next that was.
    public private(set) var failedStart: FailedStart?
    /// The last boots, oldest first.
    public private(set) var boots: [BootMemory] = []
    /// The WebSocket: when it opened or closed, and whether it is open; nil before either was recorded.
    public private(set) var connection: ConnectionMemory?
    /// How far the station's clock is ahead of ours, in microseconds, by the last message that was not queued; nil before one.
    public private(set) var clockOffset: Int64?
    /// An offset that a single message suggests, in microseconds, and when: the clock may be behind, or the message was queued.
    private(set) var clockGuess: (offset: Int64, at: Timestamp)?
    /// When the station last sent a request that got no answer.
    private(set) var silence: Timestamp?
    /// When the CSMS last asked for a BootNotification by TriggerMessage.
    private(set) var bootWanted: Timestamp?
    /// When the CSMS last had the station restart by Reset.
    private(set) var resetWanted: Timestamp?
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

    /// A transaction that ended with an id.
    public func endedTransaction(_ id: String?) -> EndedTransaction? {
        guard let id else { return nil }
        return ended.last { $0.id == id }
    }

    /// Whether a BootNotification only repeats what was said: asked for by TriggerMessage, or sent again since the one before
    /// was not accepted. No boot stands behind it.
    public func isRepeatedBoot(_ read: ReadEntry) -> Bool {
        if read.request.text("reason") == "Triggered" { return true }
        if let wanted = bootWanted, (.zero..<Duration.seconds(120)).contains(read.entry.datetime.since(wanted)) {
            return true
        }
        guard let last = boots.last else { return false }
        return last.status != "Accepted" && read.entry.datetime.since(last.datetime) < .seconds(3_600)
    }

    /// Whether the CSMS had the station restart shortly before a moment.
    public func isAfterReset(_ moment: Timestamp) -> Bool {
        resetWanted.map { (.zero..<Duration.seconds(600)).contains(moment.since($0)) } ?? false
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
            let end = entry.source == .cp ? entry.datetime : read.end
            heard = max(heard ?? end, end)
        }
        if !transactions.isEmpty { noteRunning(read) }
        guard let action = entry.action, entry.kind != .malformed else { return }
        if entry.source == .cp { noteClock(read) }
        if entry.source == .cp, entry.kind == .unanswered { silence = entry.datetime }
        switch action {
        case .statusNotification: noteStatus(read)
        case .bootNotification: noteBoot(read)
        case .startTransaction: noteStart(read)
        case .stopTransaction: noteStop(read)
        case .transactionEvent: noteTransactionEvent(read)
        case .meterValues: noteMeter(read, entry.transactionID)
        case .triggerMessage where read.request.text("requestedMessage") == "BootNotification" && read.isAnswered:
            bootWanted = entry.datetime
        case .reset where read.isAnswered && entry.answerStatus != "Rejected": resetWanted = entry.datetime
        case .getConfiguration, .changeConfiguration: noteSettings(read)
        case .setVariables: noteVariables(read)
        default: break
        }
    }

    private mutating func noteConnection(_ entry: Entry) {
        switch entry.reason {
        case "opened":
            connection = ConnectionMemory(
                isOpen: true, since: entry.datetime, entryID: entry.id, connectionID: entry.connectionID)
        case "closed":
            // A station that has come back already: the end of its old connection is noticed late.
            if let connection, connection.isOpen, connection.connectionID != entry.connectionID { return }
            connection = ConnectionMemory(
                isOpen: false, since: entry.datetime, entryID: entry.id, connectionID: entry.connectionID)
        default: break
        }
    }

    private mutating func noteClock(_ read: ReadEntry) {
        switch ClockReading.of(read, self) {
        case .silent, .queued(_, nil): break
        case .queued(_, let offset?), .unclear(let offset): clockGuess = (offset, read.entry.datetime)
        case .offset(let offset): clockOffset = offset
        }
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
        guard read.isFromStation else { return }
        let isRepeated = isRepeatedBoot(read)
        if boots.count >= Self.mostBoots { boots.removeFirst() }
        boots.append(BootMemory(read, isRepeated: isRepeated))
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

    /// Of 2.x only the interval of heartbeats is asked for.
    private mutating func noteVariables(_ read: ReadEntry) {
        let name = "HeartbeatInterval"
        let isTaken = read.response.objects("setVariableResult").contains {
            $0.object("variable").text("name") == name && $0.text("attributeStatus") == "Accepted"
        }
        let asked = read.request.objects("setVariableData").last { $0.object("variable").text("name") == name }
        if isTaken, let value = asked?.text("attributeValue") { set(name, value) }
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
    /// Why a CALL is unanswered, where it was recorded until then.
    private static let noAnswer: Set = ["timeout", "connection_closed"]

    /// What any message says of those that run.
    private mutating func noteRunning(_ read: ReadEntry) {
        let isRoutine = read.entry.level == .debug && read.isFromStation && read.action != .meterValues
        for index in transactions.indices {
            if !read.isDebug { transactions[index].isWhole = false }
            if isRoutine { transactions[index].sawRoutine = true }
        }
    }

    private mutating func noteStart(_ read: ReadEntry) {
        // A late answer names the transaction as well as one in time.
        guard read.entry.kind != .unanswered, read.entry.response?.error == nil, read.entry.response != nil else {
            // An answer that is not in the log may have come all the same: only these say that none did.
            let isKnown = read.entry.response?.error != nil || Self.noAnswer.contains(read.entry.reason ?? "")
            if read.isFromStation, isKnown {
                failedStart = FailedStart(
                    entryID: read.entry.id, arrived: read.entry.datetime, connector: read.connector,
                    idTag: read.entry.idTag)
            }
            return
        }
        guard let id = read.entry.transactionID else { return }
        failedStart = nil
        guard read.entry.answerStatus != "Invalid" || (id != "0" && id != "-1") else { return }
        begin(TransactionMemory(id: id, read, meter: read.request.number("meterStart")))
    }

    private mutating func noteStop(_ read: ReadEntry) {
        guard let id = read.entry.transactionID else { return }
        guard read.entry.response != nil, read.entry.response?.error == nil else {
            if let index = transactions.lastIndex(where: { $0.id == id }) {
                transactions[index].failedStop = read.entry.id
            }
            return
        }
        end(id, read)
    }

    private mutating func noteTransactionEvent(_ read: ReadEntry) {
        guard let id = read.entry.transactionID, read.isFromStation else { return }
        guard read.request.text("eventType") != "Ended" else { return end(id, read) }
        if !transactions.contains(where: { $0.id == id }) {
            // What comes after its end was under way, or is a fault of its own.
            guard endedTransaction(id) == nil else { return }
            begin(TransactionMemory(id: id, read, meter: read.meter.energy?.value))
        }
        noteMeter(read, id)
    }

    private mutating func begin(_ transaction: TransactionMemory) {
        transactions.removeAll { $0.id == transaction.id }
        ended.removeAll { $0.id == transaction.id }
        if transactions.count >= Self.mostTransactions {
            transactions.removeFirst()
            forgottenTransactions += 1
        }
        transactions.append(transaction)
    }

    private mutating func end(_ id: String, _ read: ReadEntry) {
        let connector = transaction(id)?.connector ?? read.connector
        transactions.removeAll { $0.id == id }
        ended.removeAll { $0.id == id }
        if ended.count >= Self.mostEnded { ended.removeFirst() }
        ended.append(EndedTransaction(id: id, connector: connector, read))
    }

    private mutating func noteMeter(_ read: ReadEntry, _ id: String?) {
        let index =
            id == nil
            ? transactions.lastIndex { $0.connector != nil && $0.connector == read.connector }
            : transactions.lastIndex { $0.id == id }
        guard let index else { return }
        if !read.meter.samples.isEmpty, read.request.text("eventType") != "Started" {
            transactions[index].meterMessages &+= 1
        }
        guard id != nil else { return }
        transactions[index].lastSequence = read.request.integer("seqNo") ?? transactions[index].lastSequence
        transactions[index].lastEntryID = read.entry.id
        guard let energy = read.meter.energy else { return }
        if let time = energy.time, let last = transactions[index].lastMeterTime, time < last { return }
        transactions[index].lastMeter = energy.value
        transactions[index].lastMeterTime = energy.time ?? transactions[index].lastMeterTime
    }
}

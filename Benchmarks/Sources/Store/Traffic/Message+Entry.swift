import OCPP
import OCPPLog

extension Message {
    /// The entry that our store is given: both frames as they would have been on the wire.
    func entry(of charger: Charger, origin: UInt32) -> Entry {
        var entry = Entry(
            id: EntryID(origin: origin, sequence: Int64(number)), kind: kind,
            datetime: Timestamp(microseconds: datetime), siteID: charger.site, chargerID: charger.id,
            connectionID: charger.connection, source: source, version: charger.maker.version)
        entry.level = action.level
        entry.levelInForce = .debug
        entry.action = action.action
        entry.uniqueID = UniqueID(rawValue: String(decoding: uniqueID, as: UTF8.self))
        entry.connectorID = connector
        entry.evseID = evse
        entry.reportedStatus = reportedStatus
        entry.answerStatus = answerStatus
        entry.errorCodes = errorCodes
        entry.transactionID = transaction
        entry.idTag = idTag
        entry.request = requestFrame()
        switch answer {
        case .none:
            entry.reason = "timeout"
            entry.detail = "no answer came within 30 s"
        case .result:
            entry.latency = latency
            entry.response = answerFrame("[3", middle: nil)
        case .error(let code, let text):
            entry.latency = latency
            entry.response = answerFrame("[4", middle: (code.rawValue, text))
            entry.response?.error = RecordedFrame.ErrorPart(code: code, text: text)
        }
        return entry
    }

    private func requestFrame() -> RecordedFrame {
        let name = action.action.rawValue.utf8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(uniqueID.count + name.count + request.bytes.count + 16)
        let comma: StaticString = request.hasBlanks ? ", " : ","
        bytes.append("[2", comma, quoted: uniqueID, comma, quoted: name, comma)
        let start = bytes.count
        bytes += request.bytes
        bytes.append(UInt8(ascii: "]"))
        return RecordedFrame(bytes, payload: start..<bytes.count - 1)
    }

    private func answerFrame(_ head: StaticString, middle: (code: String, text: String)?) -> RecordedFrame {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(uniqueID.count + response.bytes.count + 64)
        let comma: StaticString = response.hasBlanks ? ", " : ","
        if let middle {
            bytes.append(head, comma, quoted: uniqueID, comma, quoted: middle.code.utf8, comma)
            bytes.append("", "", quoted: middle.text.utf8, comma)
        } else {
            bytes.append(head, comma, quoted: uniqueID, comma)
        }
        let start = bytes.count
        bytes += response.bytes
        bytes.append(UInt8(ascii: "]"))
        return RecordedFrame(bytes, payload: start..<bytes.count - 1)
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    fileprivate mutating func append(
        _ head: StaticString, _ comma: StaticString, quoted text: some Collection<UInt8>, _ next: StaticString
    ) {
        append(head)
        append(comma)
        append(UInt8(ascii: "\""))
        append(contentsOf: text)
        append(UInt8(ascii: "\""))
        append(next)
    }

    fileprivate mutating func append(
        _ head: StaticString, _ comma: StaticString, quoted first: some Collection<UInt8>, _ next: StaticString,
        quoted second: some Collection<UInt8>, _ last: StaticString
    ) {
        append(head, comma, quoted: first, next)
        append("", "", quoted: second, last)
    }
}

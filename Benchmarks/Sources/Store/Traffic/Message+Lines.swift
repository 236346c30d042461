import OCPP
import OCPPLog

extension Message {
    /// A line as `ocpplogs import` reads it; request and response stand last, so that a search can tell what they hold.
    func appendJSON(of charger: Charger, _ times: inout TimeWriter, to bytes: inout [UInt8]) {
        bytes.add(#"{"action":""#)
        bytes += action.action.rawValue.utf8
        bytes.add(#"","connector_id":"#)
        if let connector { bytes.append(number: connector) } else { bytes.add("null") }
        bytes.add(#","site_id":""#)
        bytes += charger.site.rawValue.utf8
        bytes.add(#"","charger_id":""#)
        bytes += charger.id.rawValue.utf8
        bytes.add(#"","datetime":""#)
        times.append(datetime, .microseconds, to: &bytes)
        bytes.add(#"","source":""#)
        bytes += source.rawValue.utf8
        bytes.add(#"","unique_id":""#)
        bytes += uniqueID
        bytes.add(#"","kind":""#)
        bytes += kind.rawValue.utf8
        bytes.add(#"","version":""#)
        bytes += charger.maker.version.rawValue.utf8
        bytes.add(#"","latency_ms":"#)
        if case .none = answer {
            bytes.add("null")
        } else {
            bytes.append(number: Int(latency / 1_000))
            bytes.append(UInt8(ascii: "."))
            bytes.append(number: Int(latency % 1_000), width: 3)
        }
        bytes.add(#","request":"#)
        bytes += request.bytes
        bytes.add(#","response":"#)
        appendResponse(to: &bytes)
        bytes.add("}\n")
    }

    /// What a store that keeps no frames is given as the response; nothing where there is none.
    var peerResponse: [UInt8] {
        if case .none = answer { return [] }
        var bytes: [UInt8] = []
        appendResponse(to: &bytes)
        return bytes
    }

    private func appendResponse(to bytes: inout [UInt8]) {
        switch answer {
        case .none: bytes.add("null")
        case .result: bytes += response.bytes
        case .error(let code, let text):
            bytes.add(#"{"errorCode":""#)
            bytes += code.rawValue.utf8
            bytes.add(#"","errorDescription":""#)
            bytes += text.utf8
            bytes.add(#"","errorDetails":"#)
            bytes += response.bytes
            bytes.add("}")
        }
    }

    /// A line for the COPY of PostgreSQL and the TSV of ClickHouse: ``PeerColumn`` in their order, `\N` for nothing.
    func appendTSV(of charger: Charger, to bytes: inout [UInt8]) {
        bytes.append(number: number)
        bytes.tab()
        bytes.append(number: Int(datetime))
        bytes.tab(charger.site.rawValue)
        bytes.tab(charger.id.rawValue)
        bytes.tab()
        // Both have a signed number of 64 bits.
        bytes.append(number: Int(bitPattern: UInt(charger.connection.rawValue)))
        bytes.tab(source.rawValue)
        bytes.tab(kind.rawValue)
        bytes.tab(charger.maker.version.rawValue)
        bytes.tab(action.level.rawValue)
        bytes.tab(action.action.rawValue)
        bytes.tab(number: connector)
        bytes.tab(number: evse)
        bytes.tab(reportedStatus ?? answerStatus)
        bytes.tab(errorCodes.first)
        bytes.tab(transaction)
        bytes.tab(idTag)
        bytes.tab()
        bytes += uniqueID
        if case .none = answer { bytes.tab(number: nil) } else { bytes.tab(number: Int(latency)) }
        bytes.tab()
        bytes.append(escaped: request.bytes)
        bytes.tab()
        bytes.append(escaped: peerResponse)
        bytes.append(UInt8(ascii: "\n"))
    }
}

extension [UInt8] {
    fileprivate mutating func add(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    fileprivate mutating func tab() {
        append(UInt8(ascii: "\t"))
    }

    fileprivate mutating func tab(_ text: String?) {
        tab()
        if let text { append(contentsOf: text.utf8) } else { add(#"\N"#) }
    }

    fileprivate mutating func tab(number: Int?) {
        tab()
        if let number { append(number: number) } else { add(#"\N"#) }
    }

    fileprivate mutating func append(escaped text: [UInt8]) {
        for byte in text {
            if byte == UInt8(ascii: "\\") { append(byte) }
            append(byte)
        }
    }
}

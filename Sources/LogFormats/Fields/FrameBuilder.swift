import OCPP
import OCPPLog

/// Finds the frames of one record, or builds them again from payload, unique id and action, and says what kind of entry it is.
enum FrameBuilder {
    static func fill(
        _ entry: inout Entry, _ table: inout FieldTable, _ bytes: Span<UInt8>
    ) throws(LineFault) {
        let kind = try statedKind(table, bytes)
        switch kind {
        case .connection, .gap:
            entry.kind = kind ?? .gap
        case .malformed:
            entry.kind = .malformed
            guard let text = wholeText(table, bytes) else { throw LineFault.noText }
            entry.request = RecordedFrame(
                text, payload: nil, length: length(.requestLength, table, bytes) ?? text.count)
        case .orphan:
            entry.kind = .orphan
            guard try fillResponse(&entry, isExpected: false, &table, bytes) else { throw LineFault.noResponse }
        case .exchange, .unanswered, .send, nil:
            try fillExchange(&entry, kind, &table, bytes)
        }
    }

    private static func statedKind(_ table: FieldTable, _ bytes: Span<UInt8>) throws(LineFault) -> EntryKind? {
        guard let word = table.text(.kind, in: bytes), !word.isEmpty else { return nil }
        guard let kind = EntryKind(rawValue: word) ?? EntryKind(rawValue: word.lowercased()) else {
            throw LineFault.badKind
        }
        return kind
    }

    private static func fillExchange(
        _ entry: inout Entry, _ kind: EntryKind?, _ table: inout FieldTable, _ bytes: Span<UInt8>
    ) throws(LineFault) {
        let isSend = try fillRequest(&entry, isSend: kind == .send, &table, bytes)
        guard entry.action != nil else { throw LineFault.noAction }
        let isAnswered = try fillResponse(&entry, isExpected: kind == .exchange, &table, bytes)
        entry.kind = kind ?? (isAnswered ? .exchange : isSend ? .send : .unanswered)
        guard isAnswered == (entry.kind == .exchange) else { throw LineFault.surplusResponse }
    }

    /// - Returns: whether it is a SEND.
    private static func fillRequest(
        _ entry: inout Entry, isSend: Bool, _ table: inout FieldTable, _ bytes: Span<UInt8>
    ) throws(LineFault) -> Bool {
        if let text = envelope([.requestFrame, .requestText, .request], table, bytes) {
            entry.request = RecordedFrame(text, payload: nil, length: length(.requestLength, table, bytes))
            // Where a mask took a part of it, the record says what is known.
            if let envelope = try? SOAPEnvelope(text.span) {
                entry.action = entry.action ?? envelope.action
                take(envelope, into: &entry)
                table.requestFields = envelope.fields
            }
            return false
        }
        if let frame = wholeFrame(.requestFrame, table[.request], table, bytes) {
            let (call, isSend): (Frame.Call, Bool)
            switch FrameReader(version: .v21).read(frame.span) {
            case .call(let found): (call, isSend) = (found, false)
            case .send(let found): (call, isSend) = (found, true)
            case .malformed(let problem): throw LineFault.badRequest("begins like a frame and is none: \(problem)")
            case .callResult, .callError, .callResultError: throw LineFault.badRequest("is a frame that answers")
            }
            entry.action = call.action
            entry.uniqueID = call.uniqueID
            table.requestFields = call.fields
            entry.request = RecordedFrame(
                frame, payload: call.payload, length: length(.requestLength, table, bytes))
            return isSend
        }
        let payload = try Payload(of: .request, table, bytes)
        table.requestFields = payload.fields
        let head = FrameHead(isSend ? "[6," : "[2,", table[.uniqueID], action: table[.action], bytes)
        entry.request = head.frame(around: payload, bytes, length(.requestLength, table, bytes))
        return isSend
    }

    /// - Parameter isExpected: whether there is one even where it is empty.
    /// - Returns: whether there is a response.
    private static func fillResponse(
        _ entry: inout Entry, isExpected: Bool, _ table: inout FieldTable, _ bytes: Span<UInt8>
    ) throws(LineFault) -> Bool {
        let length = length(.responseLength, table, bytes)
        if let text = envelope([.responseFrame, .responseText, .response], table, bytes) {
            entry.response = RecordedFrame(text, payload: nil, length: length)
            if let envelope = try? SOAPEnvelope(text.span) {
                if entry.kind == .orphan { entry.action = entry.action ?? envelope.action }
                take(envelope, into: &entry)
                table.responseFields = envelope.fields
                if envelope.kind == .fault {
                    entry.response?.error = .init(code: envelope.faultCode, text: envelope.faultText)
                }
            }
            return true
        }
        if let frame = wholeFrame(.responseFrame, table[.response], table, bytes) {
            let read = FrameReader(version: .v21).read(frame.span)
            switch read {
            case .callResult(let result):
                table.responseFields = result.fields
                entry.uniqueID = entry.uniqueID ?? result.uniqueID
                entry.response = RecordedFrame(frame, payload: result.payload, length: length)
            case .callError(let error), .callResultError(let error):
                entry.uniqueID = entry.uniqueID ?? error.uniqueID
                entry.response = RecordedFrame(
                    frame, payload: error.details, error: .init(code: error.code, text: error.text), length: length)
            case .malformed(let problem): throw LineFault.badResponse("begins like a frame and is none: \(problem)")
            case .call, .send: throw LineFault.badResponse("is a frame that asks")
            }
            return true
        }
        guard isExpected || Payload.isThere(table[.response], bytes) else { return false }
        let payload = try Payload(of: .response, table, bytes)
        if let error = ErrorPayload(payload, bytes) {
            let type: StaticString = entry.reason == "call_result_error" ? "[5," : "[4,"
            entry.response = error.frame(FrameHead(type, table[.uniqueID], bytes), length: length)
            return true
        }
        table.responseFields = payload.fields
        entry.response = FrameHead("[3,", table[.uniqueID], bytes).frame(around: payload, bytes, length)
        return true
    }

    /// The frame itself: in its own field, or in place of the payload. Nil where there is none.
    private static func wholeFrame(
        _ field: ImportedField, _ payload: FieldTable.Value, _ table: FieldTable, _ bytes: Span<UInt8>
    ) -> [UInt8]? {
        let opening = UInt8(ascii: "[")
        if let frame = table[field].textBytes(in: bytes), frame.first(where: { $0 > 0x20 }) == opening { return frame }
        if payload.kind == .array { return payload.range.map { bytes[$0] } }
        guard let text = payload.textBytes(in: bytes), text.first(where: { $0 > 0x20 }) == opening else { return nil }
        return text
    }

    /// The envelope of OCPP-S that stands in place of a frame.
    private static func envelope(_ fields: [ImportedField], _ table: FieldTable, _ bytes: Span<UInt8>) -> [UInt8]? {
        for field in fields {
            let value = table[field]
            guard value.kind == .text || value.kind == .escapedText, isEnvelope(value.range, bytes) else { continue }
            return value.textBytes(in: bytes)
        }
        return nil
    }

    private static func isEnvelope(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        // Before the first letter JSON may have escaped blanks, which no program writes.
        for index in range where bytes[index] > 0x20 { return bytes[index] == UInt8(ascii: "<") }
        return false
    }

    private static func take(_ envelope: SOAPEnvelope, into entry: inout Entry) {
        entry.uniqueID = entry.uniqueID ?? envelope.uniqueID
        if entry.version == .unknown { entry.version = envelope.version }
    }

    /// All of a frame that could not be read.
    private static func wholeText(_ table: FieldTable, _ bytes: Span<UInt8>) -> [UInt8]? {
        for field in [ImportedField.requestFrame, .requestText, .request] {
            let value = table[field]
            if let text = value.textBytes(in: bytes) { return text }
            if value.kind != .absent { return value.range.map { bytes[$0] } }
        }
        return nil
    }

    private static func length(_ field: ImportedField, _ table: FieldTable, _ bytes: Span<UInt8>) -> Int? {
        guard table[field].kind != .absent else { return nil }
        return table.text(field, in: bytes).flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }
}

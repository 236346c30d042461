import OCPP

/// Reads one JSON object into a table of fields, each byte once.
enum JSONRecord {
    static func read(_ bytes: Span<UInt8>, into table: inout FieldTable) throws(LineFault) {
        let isObject: Bool
        do throws(JSONProblem) {
            isObject = try members(bytes, into: &table)
        } catch {
            throw LineFault.notJSON(error)
        }
        guard isObject else { throw LineFault.notObject }
    }

    /// - Returns: whether the text is an object.
    private static func members(_ bytes: Span<UInt8>, into table: inout FieldTable) throws(JSONProblem) -> Bool {
        var cursor = JSONCursor()
        let isObject = try cursor.next(in: bytes)?.kind == .beginObject
        while isObject, let key = try cursor.next(in: bytes), key.kind == .key {
            guard let token = try cursor.next(in: bytes) else { break }
            let field = key.hasEscapes ? nil : ImportedField.named(key.content, in: bytes)
            switch field {
            case .request: table[.request] = try payload(token, .request, bytes, &cursor, &table.requestFields)
            case .response: table[.response] = try payload(token, .response, bytes, &cursor, &table.responseFields)
            case let field?: table[field] = value(token, try cursor.skip(token, in: bytes))
            case nil: _ = try cursor.skip(token, in: bytes)
            }
        }
        while try cursor.next(in: bytes) != nil {}
        return isObject
    }

    private static func payload(
        _ token: JSONToken, _ side: PayloadSide, _ bytes: Span<UInt8>, _ cursor: inout JSONCursor,
        _ fields: inout PayloadFields
    ) throws(JSONProblem) -> FieldTable.Value {
        let (range, found) = try PayloadFields.read(token, side, in: bytes, with: &cursor)
        fields = found
        return value(token, range)
    }

    private static func value(_ token: JSONToken, _ range: Range<Int>) -> FieldTable.Value {
        switch token.kind {
        case .string: .init(kind: token.hasEscapes ? .escapedText : .text, range: token.content)
        case .number: .init(kind: .number, range: range)
        case .beginObject: .init(kind: .object, range: range)
        case .beginArray: .init(kind: .array, range: range)
        case .true, .false: .init(kind: .truth, range: range)
        case .null, .key, .endObject, .endArray: .init()
        }
    }
}

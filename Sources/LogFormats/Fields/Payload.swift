import OCPP

/// The payload that a record gives of a request or response: an object, or text that holds one. `null` stands for nothing.
struct Payload {
    /// Where it stands in the record, or in ``text``.
    let range: Range<Int>
    /// What it says.
    let fields: PayloadFields
    /// Nil where it stands in the record as it is.
    let text: [UInt8]?

    /// - Throws: when there is something else than an object.
    init(of side: PayloadSide, _ table: FieldTable, _ bytes: Span<UInt8>) throws(LineFault) {
        let fault = side == .request ? LineFault.badRequest : LineFault.badResponse
        let value = table[side == .request ? .request : .response]
        switch value.kind {
        case .object:
            (range, text) = (value.range, nil)
            fields = side == .request ? table.requestFields : table.responseFields
        case .number, .truth, .array: throw fault("is no object")
        case .absent: (range, fields, text) = (0..<4, PayloadFields(), Array("null".utf8))
        case .text, .escapedText:
            guard Self.isThere(value, bytes), let inside = value.textBytes(in: bytes) else {
                (range, fields, text) = (0..<4, PayloadFields(), Array("null".utf8))
                return
            }
            (range, fields) = try Self.object(inside.span, side, fault)
            text = inside
        }
    }

    /// Whether a record says more than nothing: neither an empty cell nor one with `null`.
    static func isThere(_ value: FieldTable.Value, _ bytes: Span<UInt8>) -> Bool {
        guard value.kind == .text else { return value.kind != .absent }
        let text = bytes.extracting(value.range)
        for index in text.indices where text[index] > 0x20 {
            return !(text.count - index == 4 && JSONText.string(value.range, in: bytes).hasSuffix("null"))
        }
        return false
    }

    private static func object(
        _ text: Span<UInt8>, _ side: PayloadSide, _ fault: (String) -> LineFault
    ) throws(LineFault) -> (Range<Int>, PayloadFields) {
        var cursor = JSONCursor()
        do throws(JSONProblem) {
            if let first = try cursor.next(in: text), first.kind == .beginObject {
                let found = try PayloadFields.read(first, side, in: text, with: &cursor)
                while try cursor.next(in: text) != nil {}
                return found
            }
        } catch {
            throw fault("is no JSON: \(error.reason.rawValue), at its byte \(error.offset)")
        }
        throw fault("is no object")
    }
}

import OCPP

/// Where the fields of one record stand in its bytes. Used again for every record.
struct FieldTable {
    /// One value and where it stands.
    struct Value {
        enum Kind {
            /// Not there, `null`, or an empty cell.
            case absent
            /// Text; of JSON without its quotes.
            case text
            /// Text with the escapes of JSON.
            case escapedText
            case number, object, array
            /// `true` or `false`.
            case truth
        }

        var kind = Kind.absent
        var range = 0..<0

        /// The bytes of a text; nil for another value.
        func textBytes(in bytes: Span<UInt8>) -> [UInt8]? {
            switch kind {
            case .text: bytes.extracting(range).withUnsafeBufferPointer { Array($0) }
            case .escapedText: Array(JSONText.decode(range, hasEscapes: true, in: bytes).utf8)
            case .absent, .number, .object, .array, .truth: nil
            }
        }
    }

    private var values = [Value](repeating: Value(), count: ImportedField.allCases.count)
    /// What the payload of the request says, where it is an object.
    var requestFields = PayloadFields()
    /// What the payload of the response says, where it is an object.
    var responseFields = PayloadFields()

    subscript(field: ImportedField) -> Value {
        get { values[field.rawValue] }
        set { values[field.rawValue] = newValue }
    }

    /// Forgets the record before.
    mutating func clear() {
        for index in values.indices { values[index].kind = .absent }
        requestFields = PayloadFields()
        responseFields = PayloadFields()
    }

    /// A value as text; a number as it is spelled. Nil where there is none.
    func text(_ field: ImportedField, in bytes: Span<UInt8>) -> String? {
        let value = self[field]
        return switch value.kind {
        case .text, .number, .truth: JSONText.string(value.range, in: bytes)
        case .escapedText: JSONText.decode(value.range, hasEscapes: true, in: bytes)
        case .absent, .object, .array: nil
        }
    }
}

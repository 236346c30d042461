import OCPP

/// Writes explanations as JSON: one object on one line, the same for the API and the command line.
public enum ExplanationJSON {
    /// Appends one explanation: `word`, `kind`, `versions`, `sender`, `meaning`, `request` and `response` (lists of
    /// `name` and `meaning`), `causes`, `checks`, `specification`. Every member is there, lists may be empty.
    public static func append(_ explanation: Explanation, to bytes: inout [UInt8]) {
        append("{\"word\":", explanation.word, to: &bytes)
        append(",\"kind\":", explanation.kind.rawValue, to: &bytes)
        append(",\"versions\":", explanation.versions, to: &bytes)
        append(",\"sender\":", explanation.sender, to: &bytes)
        append(",\"meaning\":", explanation.meaning, to: &bytes)
        append(",\"request\":", explanation.request, to: &bytes)
        append(",\"response\":", explanation.response, to: &bytes)
        append(",\"causes\":", explanation.causes, to: &bytes)
        append(",\"checks\":", explanation.checks, to: &bytes)
        append(",\"specification\":", explanation.specification, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends explanations as an array.
    public static func append(_ explanations: [Explanation], to bytes: inout [UInt8]) {
        list(explanations, to: &bytes) { append($0, to: &$1) }
    }

    private static func append(_ name: String, _ text: String, to bytes: inout [UInt8]) {
        bytes += Array(name.utf8)
        JSONText.append(text, to: &bytes)
    }

    private static func append(_ name: String, _ texts: [String], to bytes: inout [UInt8]) {
        bytes += Array(name.utf8)
        list(texts, to: &bytes) { JSONText.append($0, to: &$1) }
    }

    private static func append(_ name: String, _ fields: [Explanation.Field], to bytes: inout [UInt8]) {
        bytes += Array(name.utf8)
        list(fields, to: &bytes) { field, bytes in
            append("{\"name\":", field.name, to: &bytes)
            append(",\"meaning\":", field.meaning, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func list<Item>(
        _ items: [Item], to bytes: inout [UInt8], write: (Item, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(item, &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}

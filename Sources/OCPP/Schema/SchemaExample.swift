/// Makes payloads that a schema allows, to begin with: what is required, with values that harm little.
public struct SchemaExample {
    /// A schema that requires more depth than this has no example.
    private static let deepest = 16
    /// Chosen of an enumeration where they are among its words; else the first word is.
    private static let mild: Set<String> = ["Soft", "OnIdle", "Operative", "Heartbeat"]
    /// What members of these names hold.
    private static let known = [
        "key": "HeartbeatInterval", "value": "300", "attributeValue": "300", "idTag": "04A2B9F1",
        "idToken": "04A2B9F1", "vendorId": "com.example", "parentIdTag": "04A2B9F1", "listVersion": "1",
    ]
    private static let otherText = "text"

    private let table: SchemaTable
    private let now: String

    private init(_ table: SchemaTable, _ now: String) {
        self.table = table
        self.now = now
    }

    /// A payload as JSON on one line.
    /// - Parameter now: the time that stands in it.
    public static func payload(of schema: PayloadSchema, now: Timestamp) -> String {
        SchemaExample(schema.table, now.text(fractionDigits: 0)).object(schema.object, depth: 0)
    }

    private func object(_ index: Int, depth: Int) -> String {
        guard depth < Self.deepest else { return "{}" }
        let members = table.members[table.objects[index].members].filter(\.isRequired)
        let texts = members.map { member in
            let name = table.text(of: member.name)
            return "\(JSONText.quoted(name)): \(value(member.value, of: name, depth: depth))"
        }
        return texts.isEmpty ? "{}" : "{\(texts.joined(separator: ", "))}"
    }

    private func value(_ value: SchemaTable.Value, of name: String, depth: Int) -> String {
        switch value.kind {
        case .any: return "{}"
        case .string: return JSONText.quoted(text(value, name))
        case .dateTime: return JSONText.quoted(now)
        case .uri: return JSONText.quoted("https://files.example.com/station")
        case .boolean: return "false"
        case .integer, .number: return "\(number(value))"
        case .enumeration:
            let words = table.words(ofEnumeration: value.index)
            return JSONText.quoted(words.first(where: Self.mild.contains) ?? words.first ?? "")
        case .object: return object(value.index, depth: depth + 1)
        case .array:
            let element = self.value(table.values[value.index], of: name, depth: depth + 1)
            let count = min(max(1, value.least ?? 1), 4)
            return "[\(Array(repeating: element, count: count).joined(separator: ", "))]"
        }
    }

    private func text(_ value: SchemaTable.Value, _ name: String) -> String {
        String((Self.known[name] ?? Self.otherText).prefix(value.most ?? .max))
    }

    private func number(_ value: SchemaTable.Value) -> Int {
        min(max(1, value.least ?? 1), value.most ?? .max)
    }
}

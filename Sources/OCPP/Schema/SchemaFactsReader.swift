/// Reads the lines of ``SchemaFacts``: first the names, then what stands behind them.
struct SchemaFactsReader {
    private(set) var objects: [SchemaTable.Object] = []
    private(set) var enumerations: [[SchemaWord]] = []
    private(set) var values: [SchemaTable.Value] = []
    private(set) var messages: [SchemaTable.Message: Int] = [:]
    private(set) var faults: [String] = []
    private var types: [Substring: SchemaTable.Value] = [:]

    mutating func read(_ definitions: [[Substring]]) {
        var bodies: [ArraySlice<Substring>] = []
        for words in definitions where words.count >= 2 {
            switch words[0] {
            case "enum":
                types[words[1]] = SchemaTable.Value(kind: .enumeration, index: enumerations.count)
                enumerations.append(words[2...].map { SchemaWord($0) })
            case "object", "open":
                types[words[1]] = SchemaTable.Value(kind: .object, index: bodies.count)
                addObject(isOpen: words[0] == "open")
                bodies.append(words[2...])
            case "request", "response":
                let side: PayloadSide = words[0] == "request" ? .request : .response
                messages[SchemaTable.Message(action: Action(String(words[1])), side: side)] = bodies.count
                addObject(isOpen: false)
                bodies.append(words[2...])
            default:
                faults.append(words.joined(separator: " "))
            }
        }
        for (index, body) in bodies.enumerated() { readMembers(body, of: index) }
    }

    private mutating func addObject(isOpen: Bool) {
        objects.append(SchemaTable.Object(members: [], isOpen: isOpen, required: 0))
    }

    private mutating func readMembers(_ words: ArraySlice<Substring>, of object: Int) {
        for word in words {
            guard let colon = word.firstIndex(of: ":"), let value = value(word[word.index(after: colon)...]),
                objects[object].members.count < UInt64.bitWidth
            else {
                faults.append(String(word))
                continue
            }
            var name = word[..<colon]
            let isRequired = name.last == "!"
            if isRequired {
                name.removeLast()
                objects[object].required |= 1 << UInt64(objects[object].members.count)
            }
            objects[object].members.append(
                SchemaTable.Member(name: SchemaWord(name), isRequired: isRequired, value: value))
        }
    }

    private mutating func value(_ text: Substring) -> SchemaTable.Value? {
        var text = text
        var value: SchemaTable.Value
        if text.first == "[" {
            guard let end = text.lastIndex(of: "]"), let item = self.value(text[..<end].dropFirst()) else { return nil }
            value = SchemaTable.Value(kind: .array, index: values.count)
            values.append(item)
            text = text[text.index(after: end)...]
        } else {
            let end = text.firstIndex { $0 == "(" || $0 == "/" } ?? text.endIndex
            guard let plain = Self.plain[text[..<end]] ?? types[text[..<end]] else { return nil }
            value = plain
            text = text[end...]
        }
        if let slash = text.firstIndex(of: "/") {
            value.fractionDigits = text[slash...].dropFirst(3).utf8.count
            text = text[..<slash]
        }
        guard text.first == "(" else { return text.isEmpty ? value : nil }
        guard text.last == ")", let dots = text.firstIndex(of: ".") else { return nil }
        value.least = Int(text[..<dots].dropFirst())
        value.most = Int(text[dots...].dropFirst(3).dropLast())
        return value
    }

    private static let plain: [Substring: SchemaTable.Value] = [
        "any": SchemaTable.Value(kind: .any),
        "string": SchemaTable.Value(kind: .string),
        "date-time": SchemaTable.Value(kind: .dateTime),
        "uri": SchemaTable.Value(kind: .uri),
        "integer": SchemaTable.Value(kind: .integer, takesPointZero: true),
        "int": SchemaTable.Value(kind: .integer),
        "number": SchemaTable.Value(kind: .number),
        "boolean": SchemaTable.Value(kind: .boolean),
    ]
}

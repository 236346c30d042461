/// Reads the lines of ``SchemaFacts``: first the names, then what stands behind them.
struct SchemaFactsReader {
    private(set) var objects: [SchemaTable.Object] = []
    private(set) var members: [SchemaTable.Member] = []
    private(set) var enumerations: [Range<Int>] = []
    private(set) var words: [SchemaWord] = []
    private(set) var letters: [UInt8] = []
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
                addEnumeration(words[2...])
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
        objects.append(SchemaTable.Object(members: 0..<0, isOpen: isOpen, required: 0))
    }

    private mutating func addEnumeration(_ texts: ArraySlice<Substring>) {
        let first = words.count
        for text in texts { words.append(word(text)) }
        enumerations.append(first..<words.count)
    }

    private mutating func word(_ text: Substring) -> SchemaWord {
        let start = letters.count
        letters += text.utf8
        return SchemaWord(
            head: EightBytes.head(of: start..<letters.count, in: letters.span), start: start,
            count: letters.count - start)
    }

    private mutating func readMembers(_ texts: ArraySlice<Substring>, of object: Int) {
        let first = members.count
        for text in texts {
            guard let colon = text.firstIndex(of: ":"), let value = value(text[text.index(after: colon)...]),
                members.count - first < UInt64.bitWidth
            else {
                faults.append(String(text))
                continue
            }
            var name = text[..<colon]
            let isRequired = name.last == "!"
            if isRequired {
                name.removeLast()
                objects[object].required |= 1 << UInt64(members.count - first)
            }
            members.append(SchemaTable.Member(name: word(name), isRequired: isRequired, value: value))
        }
        objects[object].members = first..<members.count
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

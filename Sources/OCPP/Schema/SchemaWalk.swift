/// Follows the tokens of one payload and the facts beside them.
struct SchemaWalk {
    private(set) var problems: [SchemaProblem] = []
    private let table: SchemaTable
    private let limit: Int
    private var cursor = JSONCursor()
    /// The containers that are open, outermost first: at most ``JSONCursor/maximumDepth``.
    private var open: [Container] = []

    /// An object or array that the schema knows and that is not closed yet.
    private struct Container {
        var value: SchemaTable.Value
        /// The last name that was read in an object.
        var key: JSONToken?
        /// The member of that name; nil for one that the schema does not have.
        var member: Int?
        /// One bit for each member that was read.
        var seen: UInt64 = 0
        /// The number of elements that were read in an array.
        var count = 0

        var isObject: Bool { value.kind == .object }
    }

    init(table: SchemaTable, limit: Int) {
        self.table = table
        self.limit = limit
        open.reserveCapacity(8)
    }

    mutating func read(_ bytes: Span<UInt8>, as root: SchemaTable.Value) {
        do {
            while problems.count < limit, let token = try cursor.next(in: bytes) {
                switch token.kind {
                case .key: readKey(token, in: bytes)
                case .endObject: endObject(in: bytes)
                case .endArray: endArray(in: bytes)
                default: try readValue(token, in: bytes, root: root)
                }
            }
        } catch {
            // The byte says where; a pointer into what cannot be read would only guess.
            open.removeAll()
            report(.notJSON(error.reason.rawValue, offset: error.offset), in: bytes)
        }
    }

    // MARK: Names and ends

    private mutating func readKey(_ token: JSONToken, in bytes: Span<UInt8>) {
        guard let top = open.indices.last else { return }
        let object = table.objects[open[top].value.index]
        let member = find(token, among: object.members, after: open[top].member, in: bytes)
        open[top].key = token
        open[top].member = member
        if let member {
            let bit: UInt64 = 1 << UInt64(member)
            if open[top].seen & bit != 0 { report(.duplicateMember, in: bytes) }
            open[top].seen |= bit
        } else if !object.isOpen {
            report(.unknownMember(of: object.members), in: bytes)
        }
    }

    /// The member of a name. Most payloads keep the order of the schema: the one behind the last is tried first.
    private func find(
        _ key: JSONToken, among members: [SchemaTable.Member], after last: Int?, in bytes: Span<UInt8>
    ) -> Int? {
        let first = last.map { $0 + 1 } ?? 0
        for step in members.indices {
            let index = first + step < members.count ? first + step : first + step - members.count
            if members[index].name.isText(of: key, in: bytes) { return index }
        }
        return nil
    }

    private mutating func endObject(in bytes: Span<UInt8>) {
        guard let container = open.popLast() else { return }
        let object = table.objects[container.value.index]
        guard object.required & ~container.seen != 0 else { return }
        for (index, member) in object.members.enumerated()
        where member.isRequired && container.seen & (1 << UInt64(index)) == 0 {
            report(.missing, member: member.name.text, in: bytes)
        }
    }

    private mutating func endArray(in bytes: Span<UInt8>) {
        guard let container = open.popLast() else { return }
        if let least = container.value.least, container.count < least {
            report(.tooFew(container.count, least: least), in: bytes)
        } else if let most = container.value.most, container.count > most {
            report(.tooMany(container.count, most: most), in: bytes)
        }
    }

    // MARK: Values

    private mutating func readValue(
        _ token: JSONToken, in bytes: Span<UInt8>, root: SchemaTable.Value
    ) throws(JSONProblem) {
        guard let value = expected(root: root) else {
            _ = try cursor.skip(token, in: bytes)
            return
        }
        switch (value.kind, token.kind) {
        case (.object, .beginObject), (.array, .beginArray):
            open.append(Container(value: value))
        case (.any, _):
            _ = try cursor.skip(token, in: bytes)
        case (.boolean, .true), (.boolean, .false):
            break
        case (.string, .string), (.dateTime, .string), (.uri, .string):
            checkText(token, value, in: bytes)
        case (.enumeration, .string):
            checkWord(token, among: table.enumerations[value.index], in: bytes)
        case (.integer, .number), (.number, .number):
            checkNumber(token, value, in: bytes)
        default:
            report(.wrongType(found: SchemaFault.Found(token.kind), wanted: value.kind), in: bytes)
            _ = try cursor.skip(token, in: bytes)
        }
    }

    /// What the next value must be; nil where the schema says nothing of it.
    private mutating func expected(root: SchemaTable.Value) -> SchemaTable.Value? {
        guard let top = open.indices.last else { return root }
        guard open[top].isObject else {
            open[top].count += 1
            return table.values[open[top].value.index]
        }
        return open[top].member.map { table.objects[open[top].value.index].members[$0].value }
    }

    private mutating func checkText(_ token: JSONToken, _ value: SchemaTable.Value, in bytes: Span<UInt8>) {
        // A character is one byte at least, so that most texts need not be counted.
        if let most = value.most, token.content.count > most {
            let count = SchemaText.length(of: token, in: bytes)
            if count > most { report(.tooLong(count, most: most), in: bytes) }
        }
        guard value.kind != .string else { return }
        let isGood =
            if token.hasEscapes {
                SchemaFormat.matches(
                    value.kind, JSONText.decode(token.content, hasEscapes: true, in: bytes).utf8.span)
            } else {
                SchemaFormat.matches(value.kind, bytes.extracting(token.content))
            }
        if !isGood { report(.badFormat(value.kind), in: bytes) }
    }

    private mutating func checkWord(_ token: JSONToken, among words: [SchemaWord], in bytes: Span<UInt8>) {
        for word in words where word.isText(of: token, in: bytes) { return }
        report(.notInEnum(SchemaText.excerpt(of: token, in: bytes), words: words), in: bytes)
    }

    private mutating func checkNumber(_ token: JSONToken, _ value: SchemaTable.Value, in bytes: Span<UInt8>) {
        let isInteger = value.kind == .integer
        guard isInteger || value.least != nil || value.most != nil || value.fractionDigits != nil else { return }
        let number = SchemaNumber(bytes.extracting(token.range))
        if isInteger, value.takesPointZero ? number.fractionDigits > 0 : !number.isPlain {
            report(.wrongType(found: .fraction, wanted: .integer), in: bytes)
        } else if value.least.map(number.isBelow) ?? false || value.most.map(number.isAbove) ?? false {
            let text = SchemaText.excerpt(of: token, in: bytes)
            report(.outOfRange(text, least: value.least, most: value.most), in: bytes)
        } else if let digits = value.fractionDigits, number.fractionDigits > digits {
            report(.notMultiple(SchemaText.excerpt(of: token, in: bytes), fractionDigits: digits), in: bytes)
        }
    }

    // MARK: Problems

    private mutating func report(_ fault: SchemaFault, member: String? = nil, in bytes: Span<UInt8>) {
        guard problems.count < limit else { return }
        var pointer = ""
        var name = ""
        for container in open {
            if container.isObject, let key = container.key {
                pointer += "/" + SchemaText.pointerToken(SchemaText.excerpt(of: key, in: bytes, limit: 250))
                name = SchemaText.excerpt(of: key, in: bytes)
            } else if !container.isObject {
                pointer += "/\(max(0, container.count - 1))"
                name += "[\(max(0, container.count - 1))]"
            }
        }
        if let member {
            pointer += "/" + SchemaText.pointerToken(member)
            name = member
        }
        problems.append(SchemaProblem(pointer: pointer, name: name, fault: fault))
    }
}

/// Follows the tokens of one payload and the facts beside them.
struct SchemaWalk {
    private(set) var problems: [SchemaProblem] = []
    /// Where values stand that may be others, in the order of the payload: for ``SchemaForm``.
    private(set) var places: [SchemaForm.Place] = []
    private let notesPlaces: Bool
    private let table: SchemaTable
    private let limit: Int
    private var cursor = JSONCursor()
    /// The container that is read now; nil outside of all.
    private var top: Container?
    /// Those around it, outermost first: at most ``JSONCursor/maximumDepth``.
    private var outer: [Container] = []

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

    init(table: SchemaTable, limit: Int, notesPlaces: Bool = false) {
        self.table = table
        self.limit = limit
        self.notesPlaces = notesPlaces
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
            outer.removeAll()
            top = nil
            report(.notJSON(error.reason.rawValue, offset: error.offset), in: bytes)
        }
    }

    // MARK: Names and ends

    private mutating func readKey(_ token: JSONToken, in bytes: Span<UInt8>) {
        guard let container = top else { return }
        let object = table.objects[container.value.index]
        let member = find(SchemaSpelling(token, in: bytes), among: object.members, after: container.member, in: bytes)
        top?.key = token
        top?.member = member
        if let member {
            let bit: UInt64 = 1 << UInt64(member)
            if container.seen & bit != 0 { report(.duplicateMember, in: bytes) }
            top?.seen |= bit
        } else if !object.isOpen {
            report(.unknownMember(of: table.names(ofObject: container.value.index)), in: bytes)
        }
    }

    /// The member of a name. Most payloads keep the order of the schema: the one behind the last is tried first.
    private func find(
        _ name: SchemaSpelling, among members: Range<Int>, after last: Int?, in bytes: Span<UInt8>
    ) -> Int? {
        var index = last.map { $0 + 1 } ?? 0
        for _ in 0..<members.count {
            if index >= members.count { index = 0 }
            if name.is(table.members[members.lowerBound + index].name, of: table, in: bytes) { return index }
            index += 1
        }
        return nil
    }

    private mutating func endObject(in bytes: Span<UInt8>) {
        guard let container = close() else { return }
        let object = table.objects[container.value.index]
        guard object.required & ~container.seen != 0 else { return }
        for (index, place) in object.members.enumerated()
        where table.members[place].isRequired && container.seen & (1 << UInt64(index)) == 0 {
            report(.missing, member: table.text(of: table.members[place].name), in: bytes)
        }
    }

    private mutating func endArray(in bytes: Span<UInt8>) {
        guard let container = close() else { return }
        if let least = container.value.least, container.count < least {
            report(.tooFew(container.count, least: least), in: bytes)
        } else if let most = container.value.most, container.count > most {
            report(.tooMany(container.count, most: most), in: bytes)
        }
    }

    private mutating func open(_ value: SchemaTable.Value) {
        if let top { outer.append(top) }
        top = Container(value: value)
    }

    /// - Returns: the container that ends.
    private mutating func close() -> Container? {
        let container = top
        top = outer.popLast()
        return container
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
            open(value)
        case (.any, _):
            _ = try cursor.skip(token, in: bytes)
        case (.boolean, .true), (.boolean, .false):
            break
        case (.string, .string), (.dateTime, .string), (.uri, .string):
            checkText(token, value, in: bytes)
            note(token, value, in: bytes)
        case (.enumeration, .string):
            checkWord(token, value, in: bytes)
        case (.integer, .number), (.number, .number):
            checkNumber(token, value, in: bytes)
            note(token, value, in: bytes)
        default:
            report(.wrongType(found: SchemaFault.Found(token.kind), wanted: value.kind), in: bytes)
            _ = try cursor.skip(token, in: bytes)
        }
    }

    /// What the next value must be; nil where the schema says nothing of it.
    private mutating func expected(root: SchemaTable.Value) -> SchemaTable.Value? {
        guard let container = top else { return root }
        guard container.isObject else {
            top?.count += 1
            return table.values[container.value.index]
        }
        guard let member = container.member else { return nil }
        return table.members[table.objects[container.value.index].members.lowerBound + member].value
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

    private mutating func checkWord(_ token: JSONToken, _ value: SchemaTable.Value, in bytes: Span<UInt8>) {
        let spelling = SchemaSpelling(token, in: bytes)
        for index in table.enumerations[value.index]
        where spelling.is(table.words[index], of: table, in: bytes) { return }
        let words = table.words(ofEnumeration: value.index)
        report(.notInEnum(SchemaText.excerpt(of: token, in: bytes), words: words), in: bytes)
    }

    private mutating func checkNumber(_ token: JSONToken, _ value: SchemaTable.Value, in bytes: Span<UInt8>) {
        switch value.fault(ofNumber: bytes.extracting(token.range)) {
        case nil: break
        case .fraction: report(.wrongType(found: .fraction, wanted: .integer), in: bytes)
        case .range:
            let text = SchemaText.excerpt(of: token, in: bytes)
            report(.outOfRange(text, least: value.least, most: value.most), in: bytes)
        case .digits(let most):
            report(.notMultiple(SchemaText.excerpt(of: token, in: bytes), fractionDigits: most), in: bytes)
        }
    }

    private mutating func note(_ token: JSONToken, _ value: SchemaTable.Value, in bytes: Span<UInt8>) {
        guard notesPlaces, places.count <= SchemaForm.mostPlaces else { return }
        let content = token.content
        guard
            token.kind == .number || SchemaForm.endOfPlainText(at: content.lowerBound, in: bytes) == content.upperBound
        else { return }
        places.append(SchemaForm.Place(range: content, value: value))
    }

    // MARK: Problems

    private mutating func report(_ fault: SchemaFault, member: String? = nil, in bytes: Span<UInt8>) {
        guard problems.count < limit else { return }
        var pointer = ""
        var name = ""
        for container in outer + (top.map { [$0] } ?? []) {
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

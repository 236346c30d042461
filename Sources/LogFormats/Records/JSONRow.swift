import OCPP

/// The members of one JSON object, where they stand. Used again for every record.
struct JSONRow {
    /// A member: its name without quotes, the first token of its value, and all of it.
    struct Member {
        var name: Range<Int>
        var token: JSONToken
        var range: Range<Int>
    }

    /// In their order.
    private(set) var members: [Member] = []

    /// Reads an object that stands among other bytes.
    mutating func read(_ record: Range<Int>, of bytes: [UInt8]) throws(LineFault) {
        members.removeAll(keepingCapacity: true)
        let text = bytes.span.extracting(0..<record.upperBound)
        var cursor = JSONCursor(at: record.lowerBound)
        let isObject: Bool
        do throws(JSONProblem) {
            isObject = try cursor.next(in: text)?.kind == .beginObject
            while isObject, let name = try cursor.next(in: text), name.kind == .key,
                let token = try cursor.next(in: text)
            {
                members.append(
                    Member(name: name.content, token: token, range: try cursor.skip(token, in: text)))
            }
            while try cursor.next(in: text) != nil {}
        } catch {
            var problem = error
            problem.offset -= record.lowerBound
            throw LineFault.notJSON(problem)
        }
        guard isObject else { throw LineFault.notObject }
    }

    /// The member of that name; nil where there is none, or `null`.
    func member(_ name: StaticString, in bytes: [UInt8]) -> Member? {
        members.first { $0.token.kind != .null && Self.isEqual($0.name, name, bytes) }
    }

    /// The text of a string; of another scalar as it is spelled; nil for an object or an array.
    func text(_ name: StaticString, in bytes: [UInt8]) -> String? {
        member(name, in: bytes).flatMap { Self.text($0, in: bytes) }
    }

    /// The same of a member.
    static func text(_ member: Member, in bytes: [UInt8]) -> String? {
        switch member.token.kind {
        case .beginObject, .beginArray, .endObject, .endArray, .null: nil
        case .string, .key, .number, .true, .false:
            JSONText.decode(member.token.content, hasEscapes: member.token.hasEscapes, in: bytes.span)
        }
    }

    /// What a member holds as text: that of a string, else the value as it stands there.
    static func content(_ member: Member, in bytes: [UInt8]) -> [UInt8] {
        guard member.token.kind == .string else { return Array(bytes[member.range]) }
        guard member.token.hasEscapes else { return Array(bytes[member.token.content]) }
        return Array(JSONText.decode(member.token.content, hasEscapes: true, in: bytes.span).utf8)
    }

    private static func isEqual(_ range: Range<Int>, _ name: StaticString, _ bytes: [UInt8]) -> Bool {
        guard range.count == name.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where bytes[range.lowerBound + index] != name.utf8Start[index] { return false }
        return true
    }
}

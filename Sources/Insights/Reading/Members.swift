public import OCPP

/// The members of one object of a payload: found once, read when somebody asks. It shares the bytes it was made of.
///
/// What cannot be read has no members: a rule that asks for one gets nil, as for a member that is not there.
public struct Members: Sendable {
    private struct Member {
        var name: Range<Int>
        var token: QuickCursor.Token
    }

    /// The bytes that it lies in.
    let bytes: [UInt8]
    private let members: [Member]

    /// No members.
    public static let none = Members([], at: 0)

    /// The members of the object that begins at a byte; those before the fault when it cannot be read to its end.
    public init(_ bytes: [UInt8], at start: Int) {
        var reader: MeterReader?
        self.init(bytes, at: start, &reader)
    }

    /// The same, and what a reader of meter values wants is read on the way, so that long lists are passed once.
    init(_ bytes: [UInt8], at start: Int, _ reader: inout MeterReader?) {
        self.bytes = bytes
        var members: [Member] = []
        var cursor = QuickCursor(at: start)
        let span = bytes.span
        if cursor.next(in: span)?.kind == .beginObject {
            while let key = cursor.next(in: span), key.kind == .string, let token = cursor.next(in: span) {
                if token.kind != .beginArray || reader?.read(key.content, in: span, with: &cursor) != true {
                    guard cursor.skip(token, in: span) else { break }
                }
                members.append(Member(name: key.content, token: token))
            }
        }
        self.members = members
    }

    /// Whether there are none.
    public var isEmpty: Bool { members.isEmpty }

    /// The names, in the order of the payload.
    public var names: [String] {
        members.map { JSONText.string($0.name, in: bytes.span) }
    }

    /// Whether there is a member of that name, whatever its value; `null` is one.
    public func has(_ name: String) -> Bool { find(name) != nil }

    /// The text of a string; nil for another value.
    public func text(_ name: String) -> String? {
        guard let token = find(name)?.token, token.kind == .string else { return nil }
        return text(of: token)
    }

    /// The text of a string or number, as a transaction id is one or the other.
    public func word(_ name: String) -> String? {
        guard let token = find(name)?.token, token.kind == .string || token.kind == .number else { return nil }
        return text(of: token)
    }

    /// A number, also one that stands in a string, as `value` of a sampled value does; nil for what is no finite number.
    public func number(_ name: String) -> Double? {
        word(name).flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
    }

    /// A whole number; nil for another value and for one beyond 64 bits.
    public func integer(_ name: String) -> Int? {
        word(name).flatMap { Int($0) }
    }

    /// `true` or `false`; nil for another value.
    public func flag(_ name: String) -> Bool? {
        switch find(name)?.token.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// A date and time; one without a zone is read as UTC. Nil for a text that is none.
    public func time(_ name: String) -> Timestamp? {
        guard let token = find(name)?.token, token.kind == .string else { return nil }
        guard token.hasEscapes else {
            return Timestamp(utf8: bytes.span.extracting(token.content), offsetMinutes: 0)
        }
        return Timestamp(text(of: token))
    }

    /// The place of a string between its quotes, escapes as they stand there; nil for another value.
    func content(_ name: String) -> Range<Int>? {
        guard let token = find(name)?.token, token.kind == .string else { return nil }
        return token.content
    }

    /// The first element of an array, if it is an object; no members otherwise. What follows is not read.
    func first(_ name: String) -> Members {
        guard let start = start(ofArray: name) else { return .none }
        var cursor = QuickCursor(at: start)
        guard cursor.next(in: bytes.span) != nil, let token = cursor.next(in: bytes.span), token.kind == .beginObject
        else { return .none }
        return Members(bytes, at: token.content.lowerBound)
    }

    /// The members of a member that is an object; none of another value.
    public func object(_ name: String) -> Members {
        guard let member = find(name), member.token.kind == .beginObject else { return .none }
        return Members(bytes, at: member.token.content.lowerBound)
    }

    /// The elements of an array that are objects, in order. Other elements have no members.
    public func objects(_ name: String) -> [Members] {
        elements(name).map { Members(bytes, at: $0.content.lowerBound) }
    }

    /// The elements of an array that are texts or numbers.
    public func texts(_ name: String) -> [String] {
        elements(name).compactMap { token in
            token.kind == .string || token.kind == .number ? text(of: token) : nil
        }
    }

    /// How many elements an array has; nil where it is none.
    public func count(_ name: String) -> Int? {
        find(name)?.token.kind == .beginArray ? elements(name).count : nil
    }

    /// The byte at which an array begins; nil where there is none of that name.
    func start(ofArray name: String) -> Int? {
        guard let member = find(name), member.token.kind == .beginArray else { return nil }
        return member.token.content.lowerBound
    }

    private func elements(_ name: String) -> [QuickCursor.Token] {
        guard let start = start(ofArray: name) else { return [] }
        var cursor = QuickCursor(at: start)
        var found: [QuickCursor.Token] = []
        guard cursor.next(in: bytes.span) != nil else { return [] }
        while let token = cursor.next(in: bytes.span), token.kind != .endArray, cursor.skip(token, in: bytes.span) {
            found.append(token)
        }
        return found
    }

    private func text(of token: QuickCursor.Token) -> String {
        JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes.span)
    }

    /// Of a name that stands there twice, the first counts, as for the fields of an entry.
    private func find(_ name: String) -> Member? {
        guard !members.isEmpty else { return nil }
        var name = name
        return name.withUTF8 { wanted in
            members.first { member in
                guard member.name.count == wanted.count else { return false }
                for index in wanted.indices where wanted[index] != bytes[member.name.lowerBound + index] {
                    return false
                }
                return true
            }
        }
    }
}

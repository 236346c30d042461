import OCPP

/// Values at a place in a payload. Payloads are read token by token, as far as it takes.
struct PayloadCondition: Sendable {
    private let path: PayloadPath
    private let takesAny: Bool
    private let globs: [Glob]
    private let numbers: [DecimalNumber]
    private let intervals: [QueryInterval]

    init(_ path: PayloadPath, _ values: [Query.Value]) {
        self.path = path
        takesAny = values.contains(.any)
        globs = values.compactMap { if case .glob(let glob) = $0 { glob } else { nil } }
        numbers = globs.filter(\.isLiteral).compactMap { DecimalNumber($0.description) }
        intervals = values.compactMap { QueryInterval($0, .number) }
    }

    func matches(_ entry: Entry) -> Bool {
        let frame = path.side == .request ? entry.request : entry.response
        guard let frame else { return false }
        if let error = frame.error { return matches(error, frame) }
        return frame.payload.map { matches(frame.bytes.span.extracting($0), path.steps[...]) } ?? false
    }

    /// A CALLERROR is asked as the object that JSON shows of it.
    private func matches(_ error: RecordedFrame.ErrorPart, _ frame: RecordedFrame) -> Bool {
        guard let first = path.steps.first else { return takesAny }
        guard case .name(let name) = first else { return false }
        let rest = path.steps.dropFirst()
        switch String(decoding: name, as: UTF8.self) {
        case "errorcode": return rest.isEmpty && (takesAny || matches(text: error.code.rawValue))
        case "errordescription": return rest.isEmpty && (takesAny || matches(text: error.text))
        case "errordetails":
            guard let payload = frame.payload else { return takesAny && rest.isEmpty }
            return matches(frame.bytes.span.extracting(payload), rest)
        default: return false
        }
    }

    private func matches(_ payload: Span<UInt8>, _ steps: ArraySlice<PayloadPath.Step>) -> Bool {
        var cursor = JSONCursor()
        do throws(JSONProblem) {
            guard let first = try cursor.next(in: payload) else { return false }
            return try isFound(first, steps, &cursor, payload)
        } catch {
            return false
        }
    }

    /// Reads the whole value that a token begins, unless it finds something before.
    private func isFound(
        _ token: JSONToken, _ steps: ArraySlice<PayloadPath.Step>, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
    ) throws(JSONProblem) -> Bool {
        guard let step = steps.first else { return try isMatch(token, &cursor, bytes) }
        switch (token.kind, step) {
        case (.beginObject, .name(let name)):
            while let key = try cursor.next(in: bytes), key.kind == .key, let value = try cursor.next(in: bytes) {
                if Self.isName(name, key, bytes) {
                    if try isFound(value, steps.dropFirst(), &cursor, bytes) { return true }
                } else {
                    _ = try cursor.skip(value, in: bytes)
                }
            }
        case (.beginArray, _):
            var index = 0
            while let element = try cursor.next(in: bytes), element.kind != .endArray {
                switch step {
                case .name: if try isFound(element, steps, &cursor, bytes) { return true }
                case .each: if try isFound(element, steps.dropFirst(), &cursor, bytes) { return true }
                case .index(index): if try isFound(element, steps.dropFirst(), &cursor, bytes) { return true }
                case .index: _ = try cursor.skip(element, in: bytes)
                }
                index += 1
            }
        default: _ = try cursor.skip(token, in: bytes)
        }
        return false
    }

    private func isMatch(
        _ token: JSONToken, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
    ) throws(JSONProblem) -> Bool {
        if takesAny { return true }
        switch token.kind {
        case .string:
            return matches(text: JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes))
        case .number, .true, .false: return matches(text: JSONText.string(token.range, in: bytes))
        case .beginArray:
            while let element = try cursor.next(in: bytes), element.kind != .endArray {
                if try isMatch(element, &cursor, bytes) { return true }
            }
            return false
        case .beginObject, .null, .endObject, .endArray, .key:
            _ = try cursor.skip(token, in: bytes)
            return false
        }
    }

    private func matches(text: String) -> Bool {
        if globs.contains(where: { $0.matches(text) }) { return true }
        guard !numbers.isEmpty || !intervals.isEmpty, let number = DecimalNumber(text) else { return false }
        return numbers.contains(number) || intervals.contains { $0.contains(.number(number)) }
    }

    private static func isName(_ name: [UInt8], _ key: JSONToken, _ bytes: Span<UInt8>) -> Bool {
        guard key.hasEscapes else { return PayloadPath.comparable(bytes.extracting(key.content)) == name }
        return PayloadPath.comparable(Array(JSONText.decode(key.content, hasEscapes: true, in: bytes).utf8).span)
            == name
    }
}

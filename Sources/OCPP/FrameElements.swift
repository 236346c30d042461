/// The elements of a frame's array, read from left to right by ``FrameReader``.
struct FrameElements {
    private var cursor = JSONCursor()
    private var isAtEnd = false
    private var uniqueID: UniqueID?
    private var action: Action?

    /// Adds to a problem what was read before it.
    func completed(_ problem: FrameProblem) -> FrameProblem {
        var problem = problem
        problem.uniqueID = uniqueID
        problem.action = action
        return problem
    }

    mutating func begin(in bytes: Span<UInt8>) throws(FrameProblem) {
        guard let token = try token(in: bytes) else {
            throw FrameProblem(.empty, at: 0, "the message is empty")
        }
        guard token.kind == .beginArray else {
            try finish(token, in: bytes)
            throw FrameProblem(.notArray, at: token.range.lowerBound, "an OCPP frame is a JSON array")
        }
    }

    /// The next element; a problem with that sentence when there is none.
    mutating func next(in bytes: Span<UInt8>, _ missing: String) throws(FrameProblem) -> JSONToken {
        guard let token = try optionalToken(in: bytes) else {
            throw FrameProblem(.missingElement, at: max(0, cursor.position - 1), missing)
        }
        return token
    }

    mutating func uniqueID(in bytes: Span<UInt8>) throws(FrameProblem) -> UniqueID {
        let token = try next(in: bytes, "the unique id is missing")
        switch token.kind {
        case .string, .number:
            let id = UniqueID(JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes))
            uniqueID = id
            return id
        default:
            try finish(token, in: bytes)
            throw FrameProblem(.badUniqueID, at: token.range.lowerBound, "the unique id is not a string")
        }
    }

    mutating func action(in bytes: Span<UInt8>) throws(FrameProblem) -> Action {
        let token = try next(in: bytes, "the action is missing")
        guard token.kind == .string else {
            try finish(token, in: bytes)
            throw FrameProblem(.badAction, at: token.range.lowerBound, "the action is not a string")
        }
        let name = Action(JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes))
        action = name
        return name
    }

    mutating func errorCode(in bytes: Span<UInt8>) throws(FrameProblem) -> ErrorCode {
        let token = try next(in: bytes, "the error code is missing")
        guard token.kind == .string else {
            try finish(token, in: bytes)
            throw FrameProblem(.badErrorCode, at: token.range.lowerBound, "the error code is not a string")
        }
        return ErrorCode(JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes))
    }

    mutating func payload(
        _ side: PayloadSide, in bytes: Span<UInt8>
    ) throws(FrameProblem) -> (Range<Int>, PayloadFields) {
        let first = try next(in: bytes, "the payload is missing")
        guard first.kind == .beginObject else {
            let range = try skip(first, in: bytes)
            guard first.kind == .null else {
                try finishRest(in: bytes)
                throw FrameProblem(.payloadNotObject, at: range.lowerBound, "the payload is not an object")
            }
            return (range, PayloadFields())
        }
        do {
            return try PayloadFields.read(first, side, in: bytes, with: &cursor)
        } catch {
            throw Self.problem(error)
        }
    }

    mutating func optionalText(in bytes: Span<UInt8>) throws(FrameProblem) -> String? {
        guard let token = try optionalToken(in: bytes) else { return nil }
        guard token.kind == .string else {
            _ = try skip(token, in: bytes)
            return nil
        }
        return JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes)
    }

    mutating func optionalValue(in bytes: Span<UInt8>) throws(FrameProblem) -> Range<Int>? {
        guard let token = try optionalToken(in: bytes) else { return nil }
        return try skip(token, in: bytes)
    }

    /// Reads what is left, so that a fault anywhere in the message is found.
    mutating func end(in bytes: Span<UInt8>) throws(FrameProblem) {
        try finishRest(in: bytes)
    }

    /// Reads the value that `token` began and all that follows.
    mutating func finish(_ token: JSONToken, in bytes: Span<UInt8>) throws(FrameProblem) {
        _ = try skip(token, in: bytes)
        try finishRest(in: bytes)
    }

    private mutating func finishRest(in bytes: Span<UInt8>) throws(FrameProblem) {
        while try token(in: bytes) != nil {}
    }

    private mutating func optionalToken(in bytes: Span<UInt8>) throws(FrameProblem) -> JSONToken? {
        guard !isAtEnd else { return nil }
        guard let token = try token(in: bytes), token.kind != .endArray || cursor.depth > 0 else {
            isAtEnd = true
            try finishRest(in: bytes)
            return nil
        }
        return token
    }

    private mutating func skip(_ token: JSONToken, in bytes: Span<UInt8>) throws(FrameProblem) -> Range<Int> {
        do {
            return try cursor.skip(token, in: bytes)
        } catch {
            throw Self.problem(error)
        }
    }

    private mutating func token(in bytes: Span<UInt8>) throws(FrameProblem) -> JSONToken? {
        do {
            if cursor.position == 0, Self.isBlank(bytes) { return nil }
            return try cursor.next(in: bytes)
        } catch {
            throw Self.problem(error)
        }
    }

    private static func isBlank(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { return false }
        return true
    }

    private static func problem(_ problem: JSONProblem) -> FrameProblem {
        FrameProblem(
            problem.reason == .invalidUTF8 ? .notUTF8 : .notJSON, at: problem.offset,
            problem.reason.rawValue)
    }
}

/// Turns the bytes of one text message into a ``Frame``. Total: it never throws and never traps, whatever the bytes.
///
/// Known deviations are read as what they mean: a `null` payload, a CALLERROR without description or details, a number as
/// unique id, elements beyond the last one of the standard.
public struct FrameReader: Sendable {
    /// The version whose message types exist.
    public let version: OCPPVersion

    /// A reader for the version that a connection speaks.
    public init(version: OCPPVersion) {
        self.version = version.reading
    }

    /// Reads one frame.
    public func read(_ bytes: Span<UInt8>) -> Frame {
        var elements = FrameElements()
        do {
            return try frame(bytes, &elements)
        } catch {
            return .malformed(elements.completed(error))
        }
    }

    private func frame(_ bytes: Span<UInt8>, _ elements: inout FrameElements) throws(FrameProblem) -> Frame {
        try elements.begin(in: bytes)
        let type = try messageType(bytes, &elements)
        let uniqueID = try elements.uniqueID(in: bytes)
        switch type {
        case .call, .send:
            let action = try elements.action(in: bytes)
            let (payload, fields) = try elements.payload(.request, in: bytes)
            try elements.end(in: bytes)
            let call = Frame.Call(uniqueID: uniqueID, action: action, payload: payload, fields: fields)
            return type == .call ? .call(call) : .send(call)
        case .callResult:
            let (payload, fields) = try elements.payload(.response, in: bytes)
            try elements.end(in: bytes)
            return .callResult(.init(uniqueID: uniqueID, payload: payload, fields: fields))
        case .callError, .callResultError:
            let code = try elements.errorCode(in: bytes)
            let text = try elements.optionalText(in: bytes) ?? ""
            let details = try elements.optionalValue(in: bytes)
            try elements.end(in: bytes)
            let error = Frame.CallError(uniqueID: uniqueID, code: code, text: text, details: details)
            return type == .callError ? .callError(error) : .callResultError(error)
        }
    }

    private func messageType(
        _ bytes: Span<UInt8>, _ elements: inout FrameElements
    ) throws(FrameProblem) -> MessageType {
        let token = try elements.next(in: bytes, "the message type is missing")
        guard token.kind == .number, let number = Int(JSONText.string(token.range, in: bytes)),
            let type = MessageType(rawValue: number), type.exists(in: version)
        else {
            // The rest is still read, so that text that is not JSON is named as such.
            try elements.finish(token, in: bytes)
            throw FrameProblem(
                .unknownMessageType, at: token.range.lowerBound,
                "OCPP \(version.rawValue) has no message of this type")
        }
        return type
    }
}

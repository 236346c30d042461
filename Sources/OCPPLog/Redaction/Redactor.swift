import OCPP

/// Masks secrets in an entry before it is written or shown: the one exception to "bytes as on the wire".
///
/// The entry says that it was done and where (``Entry/masked``). A masked frame keeps its shape: only values change.
enum Redactor {
    /// Masks what must be masked; leaves everything else as it is, to the byte.
    static func redact(_ entry: inout Entry) {
        guard entry.kind != .connection, entry.kind != .gap else { return }
        let maskedRequest = entry.request.map { redact(&entry.masked, $0, "request") } ?? nil
        let maskedResponse = entry.response.map { redact(&entry.masked, $0, "response") } ?? nil
        if let maskedRequest {
            entry.request = maskedRequest
            entry.idTag = entry.idTag == nil ? nil : fields(of: maskedRequest, .request).idTag
        }
        if let maskedResponse { entry.response = maskedResponse }
    }

    /// The frame with its secrets masked; nil when it has none.
    private static func redact(_ masked: inout [String], _ frame: RecordedFrame, _ side: String) -> RecordedFrame? {
        guard Suspicion.isRaised(by: frame.bytes.span) else { return nil }
        guard let payload = frame.payload else {
            guard let bytes = UnreadableText.masked(frame.bytes) else { return nil }
            masked.append(side)
            return RecordedFrame(bytes, payload: nil, error: maskedError(frame.error), length: frame.length)
        }
        let secrets = SecretFinder.secrets(in: frame.bytes.span.extracting(payload))
        let error = maskedError(frame.error)
        guard !secrets.isEmpty || error != frame.error else { return nil }
        masked += secrets.map { $0.path.isEmpty ? side : "\(side).\($0.path)" }
        guard error == frame.error else {
            return rewritten(frame, error, secrets, side, &masked)
        }
        var bytes = Array(frame.bytes[..<payload.lowerBound])
        bytes += replaced(frame.bytes[payload], secrets)
        let end = bytes.count
        bytes += frame.bytes[payload.upperBound...]
        return RecordedFrame(bytes, payload: payload.lowerBound..<end, error: error, length: frame.length)
    }

    /// A CALLERROR whose text holds a secret: all of the frame's text values are masked where they stand.
    private static func rewritten(
        _ frame: RecordedFrame, _ error: RecordedFrame.ErrorPart?, _ secrets: [FoundSecret], _ side: String,
        _ masked: inout [String]
    ) -> RecordedFrame? {
        masked.append("\(side).errorDescription")
        let all = SecretFinder.secrets(in: frame.bytes.span)
        let bytes = replaced(frame.bytes[...], all)
        guard case .callError(let read) = FrameReader(version: .v21).read(bytes.span) else {
            return RecordedFrame(bytes, payload: nil, error: error, length: frame.length)
        }
        return RecordedFrame(bytes, payload: read.details, error: error, length: frame.length)
    }

    private static func maskedError(_ error: RecordedFrame.ErrorPart?) -> RecordedFrame.ErrorPart? {
        guard let error, let text = Mask.text(maskingInside: error.text) else { return error }
        return .init(code: error.code, text: text)
    }

    private static func replaced(_ slice: ArraySlice<UInt8>, _ secrets: [FoundSecret]) -> [UInt8] {
        var bytes: [UInt8] = []
        var position = slice.startIndex
        for secret in secrets {
            let range = slice.startIndex + secret.range.lowerBound..<slice.startIndex + secret.range.upperBound
            guard range.lowerBound >= position else { continue }
            bytes += slice[position..<range.lowerBound]
            JSONText.append(secret.replacement, to: &bytes)
            position = range.upperBound
        }
        return bytes + slice[position...]
    }

    private static func fields(of frame: RecordedFrame, _ side: PayloadSide) -> PayloadFields {
        guard let payload = frame.payload else { return PayloadFields() }
        return PayloadFields(of: frame.bytes.span.extracting(payload), in: side)
    }
}

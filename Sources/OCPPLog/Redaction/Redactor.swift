import OCPP

/// Masks secrets in an entry before it is written or shown: the one exception to "bytes as on the wire".
///
/// The entry says that it was done and where (``Entry/masked``). A masked frame keeps its shape: only values change.
enum Redactor {
    /// So many places of a frame are named; no frame of the standard has more secrets.
    private static let maximumPlaces = 49

    /// Masks what must be masked; leaves everything else as it is, to the byte.
    static func redact(_ entry: inout Entry) {
        guard entry.kind != .connection, entry.kind != .gap else {
            // Close frames and HTTP reasons are texts of a peer.
            return entry.detail = entry.detail.map { Mask.text(maskingInside: $0) ?? $0 }
        }
        redactCopies(&entry)
        let maskedRequest = entry.request.map { redact(&entry.masked, $0, "request") } ?? nil
        let maskedResponse = entry.response.map { redact(&entry.masked, $0, "response") } ?? nil
        if let maskedRequest {
            entry.request = maskedRequest
            entry.idTag = entry.idTag == nil ? nil : fields(of: maskedRequest, .request).idTag
        }
        if let maskedResponse { entry.response = maskedResponse }
    }

    /// Masks what was copied out of the frames: no field says more than the frame it came from.
    private static func redactCopies(_ entry: inout Entry) {
        let isReadable = entry.kind != .malformed
        func masked(_ text: String) -> String {
            if Mask.isMask(text) { return text }
            if !isReadable, UnreadableText.masked(Array(text.utf8)) != nil { return Mask.text(hiding: text) }
            return Mask.text(maskingInside: text) ?? text
        }
        entry.action = entry.action.map { Action(masked($0.rawValue)) }
        entry.uniqueID = entry.uniqueID.map { UniqueID(masked($0.rawValue)) }
        entry.reportedStatus = entry.reportedStatus.map(masked)
        entry.answerStatus = entry.answerStatus.map(masked)
        entry.errorCodes = entry.errorCodes.map(masked)
        entry.transactionID = entry.transactionID.map(masked)
        entry.idTag = entry.idTag.map(masked)
    }

    /// The frame with its secrets masked; nil when it has none.
    private static func redact(_ masked: inout [String], _ frame: RecordedFrame, _ side: String) -> RecordedFrame? {
        guard Suspicion.isRaised(by: frame.bytes.span) else { return nil }
        let error = maskedError(frame.error)
        if frame.isEnvelope, let (bytes, places) = EnvelopeSecrets.masked(frame.bytes) {
            guard !places.isEmpty || error != frame.error else { return nil }
            masked += places.map { side + $0 }
            return RecordedFrame(bytes, payload: nil, error: error, length: frame.length)
        }
        guard !frame.isEnvelope, frame.payload != nil || frame.error != nil else {
            guard let bytes = UnreadableText.masked(frame.bytes) else { return nil }
            masked.append(side)
            return RecordedFrame(bytes, payload: nil, error: error, length: frame.length)
        }
        // The whole frame is looked at, not the payload alone: some peers add elements of their own behind it.
        let secrets = SecretFinder.secrets(in: frame.bytes.span)
        guard !secrets.isEmpty else { return nil }
        masked += secrets.prefix(maximumPlaces).map { side + place(of: $0, in: frame) }
        if secrets.count > maximumPlaces { masked.append("\(side): \(secrets.count - maximumPlaces) more") }
        let payload = frame.payload ?? frame.bytes.endIndex..<frame.bytes.endIndex
        let before = replaced(frame.bytes[..<payload.lowerBound], secrets)
        let inside = replaced(frame.bytes[payload], secrets)
        let behind = replaced(frame.bytes[payload.upperBound...], secrets)
        return RecordedFrame(
            before + inside + behind, payload: frame.payload.map { _ in before.count..<before.count + inside.count },
            error: error, length: frame.length)
    }

    /// Where a secret stands, behind the side it is on: `.value` in the payload, `[4].value` elsewhere in the frame.
    private static func place(of secret: FoundSecret, in frame: RecordedFrame) -> String {
        if let payload = frame.payload, payload.contains(secret.range.lowerBound) {
            // An entry that was imported may have lost the frame around its payload.
            if payload.lowerBound == 0 { return secret.path.hasPrefix("[") ? secret.path : "." + secret.path }
            return String(secret.path.drop { $0 != "." && $0 != "]" }.drop { $0 == "]" })
        }
        return frame.error != nil && secret.path == "[3]" ? ".errorDescription" : secret.path
    }

    private static func maskedError(_ error: RecordedFrame.ErrorPart?) -> RecordedFrame.ErrorPart? {
        guard let error else { return nil }
        return .init(
            code: ErrorCode(Mask.text(maskingInside: error.code.rawValue) ?? error.code.rawValue),
            text: Mask.text(maskingInside: error.text) ?? error.text)
    }

    /// A part of a frame with the secrets that lie in it replaced.
    private static func replaced(_ part: ArraySlice<UInt8>, _ secrets: [FoundSecret]) -> [UInt8] {
        var bytes: [UInt8] = []
        var position = part.startIndex
        for secret in secrets where part.indices.contains(secret.range.lowerBound) {
            bytes += part[position..<secret.range.lowerBound]
            JSONText.append(secret.replacement, to: &bytes)
            position = secret.range.upperBound
        }
        return bytes + part[position...]
    }

    private static func fields(of frame: RecordedFrame, _ side: PayloadSide) -> PayloadFields {
        if frame.isEnvelope { return (try? SOAPEnvelope(frame.bytes.span).fields) ?? PayloadFields() }
        guard let payload = frame.payload else { return PayloadFields() }
        return PayloadFields(of: frame.bytes.span.extracting(payload), in: side)
    }
}

/// The fields of a payload that the log keeps beside it, so that a search need not read the payload again.
///
/// A field that stands in several places of one payload keeps its first value.
public struct PayloadFields: Sendable, Hashable {
    /// The connector; 0 means the whole station.
    public var connectorID: Int?
    /// The EVSE of 2.x.
    public var evseID: Int?
    /// In a request the state a station reports, in a response the status it answers.
    public var status: String?
    /// The `errorCode` of 1.6 or the `techCode` of 2.x, `NoError` included.
    public var errorCode: String?
    /// The maker's own code, 1.6; may be empty.
    public var vendorErrorCode: String?
    /// A number in 1.6, a text in 2.x; kept as text, since stations send -1 and numbers beyond 2⁵³.
    public var transactionID: String?
    /// `idTag` of 1.6, `idToken.idToken` of 2.x.
    public var idTag: String?
    /// `type` of an `idToken` of 2.x.
    public var idTokenType: String?
    /// `eventType` of TransactionEvent.
    public var eventType: String?
    /// `triggerReason` of TransactionEvent.
    public var triggerReason: String?

    /// No fields.
    public init() {}

    /// The fields of one JSON payload; what stands before a fault when the text is not JSON.
    public init(of payload: Span<UInt8>, in side: PayloadSide) {
        var collector = PayloadFieldCollector(side: side)
        var cursor = JSONCursor()
        while let token = (try? cursor.next(in: payload)) ?? nil {
            collector.take(token, in: payload)
        }
        self = collector.fields
    }

    /// Reads one value to its end and takes its fields: for a payload that stands inside a larger text.
    /// - Parameters:
    ///   - first: the token that the value begins with; the last that the cursor has read.
    ///   - cursor: stands behind the value afterwards.
    /// - Returns: the bytes of the whole value, and its fields; none of a value that is no object.
    public static func read(
        _ first: JSONToken, _ side: PayloadSide, in bytes: Span<UInt8>, with cursor: inout JSONCursor
    ) throws(JSONProblem) -> (Range<Int>, PayloadFields) {
        guard first.kind == .beginObject else { return (try cursor.skip(first, in: bytes), PayloadFields()) }
        var collector = PayloadFieldCollector(side: side)
        collector.take(first, in: bytes)
        let outside = cursor.depth - 1
        while cursor.depth > outside {
            guard let token = try cursor.next(in: bytes) else { break }
            collector.take(token, in: bytes)
        }
        return (first.range.lowerBound..<cursor.position, collector.fields)
    }

    mutating func set(_ field: PayloadField, from token: JSONToken, in bytes: Span<UInt8>) {
        switch field {
        case .connectorID: connectorID = connectorID ?? Self.integer(token, in: bytes)
        case .evseID: evseID = evseID ?? Self.integer(token, in: bytes)
        case .status: status = status ?? Self.text(token, in: bytes)
        case .errorCode: errorCode = errorCode ?? Self.text(token, in: bytes)
        case .vendorErrorCode: vendorErrorCode = vendorErrorCode ?? Self.text(token, in: bytes)
        case .transactionID: transactionID = transactionID ?? Self.text(token, in: bytes)
        case .idTag: idTag = idTag ?? Self.text(token, in: bytes)
        case .idTokenType: idTokenType = idTokenType ?? Self.text(token, in: bytes)
        case .eventType: eventType = eventType ?? Self.text(token, in: bytes)
        case .triggerReason: triggerReason = triggerReason ?? Self.text(token, in: bytes)
        }
    }

    /// Sets a field from a text, as XML has it.
    mutating func set(_ field: PayloadField, to text: String) {
        switch field {
        case .connectorID: connectorID = connectorID ?? Int(text)
        case .evseID: evseID = evseID ?? Int(text)
        case .status: status = status ?? text
        case .errorCode: errorCode = errorCode ?? text
        case .vendorErrorCode: vendorErrorCode = vendorErrorCode ?? text
        case .transactionID: transactionID = transactionID ?? text
        case .idTag: idTag = idTag ?? text
        case .idTokenType: idTokenType = idTokenType ?? text
        case .eventType: eventType = eventType ?? text
        case .triggerReason: triggerReason = triggerReason ?? text
        }
    }

    private static func text(_ token: JSONToken, in bytes: Span<UInt8>) -> String? {
        switch token.kind {
        case .string: JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes)
        case .number: JSONText.string(token.range, in: bytes)
        default: nil
        }
    }

    private static func integer(_ token: JSONToken, in bytes: Span<UInt8>) -> Int? {
        guard token.kind == .number || token.kind == .string else { return nil }
        return Int(JSONText.string(token.content, in: bytes))
    }
}

import OCPP
import OCPPLog

// A shape as bytes. Shapes with the same bytes are the same: texts are compared by their bytes, which Swift's == does not.
// One without findings has the bytes that it had before there were findings, so that segments of both share its number.

extension RecordWriter {
    mutating func shape(_ shape: Shape) {
        byte(shape.kind.code(withFindings: !shape.findings.isEmpty))
        code(shape.source)
        code(shape.version)
        optional(shape.level) { $0.code($1) }
        code(shape.levelInForce)
        optional(shape.action?.rawValue)
        optional(shape.connectorID)
        optional(shape.evseID)
        optional(shape.reportedStatus)
        optional(shape.answerStatus)
        texts(shape.errorCodes)
        optional(shape.reason)
        optional(shape.requestError?.rawValue)
        optional(shape.responseError?.rawValue)
        if !shape.findings.isEmpty { texts(shape.findings) }
    }

    /// The bytes of the shape that an entry has, without making the shape.
    mutating func shape(of entry: Entry) {
        byte(entry.kind.code(withFindings: !entry.findings.isEmpty))
        code(entry.source)
        code(entry.version)
        optional(entry.level) { $0.code($1) }
        code(entry.levelInForce)
        optional(entry.action?.rawValue)
        optional(entry.connectorID)
        optional(entry.evseID)
        optional(entry.reportedStatus)
        optional(entry.answerStatus)
        texts(entry.errorCodes)
        optional(entry.reason)
        optional(entry.request?.error?.code.rawValue)
        optional(entry.response?.error?.code.rawValue)
        if !entry.findings.isEmpty { texts(entry.findings) }
    }
}

extension RecordReader {
    mutating func shape(in bytes: Span<UInt8>) throws(StoreError) -> Shape {
        let (kindCode, hasFindings) = EntryKind.split(try byte(in: bytes))
        guard let kind = EntryKind(code: kindCode) else { throw damage("a code is not known") }
        var stub = Entry(
            kind: kind, datetime: Timestamp(microseconds: 0), chargerID: ChargerID(""),
            connectionID: ConnectionID(rawValue: 0), source: try code(Source.self, in: bytes),
            version: try code(OCPPVersion.self, in: bytes))
        stub.level = try isThere(in: bytes) ? try code(Level.self, in: bytes) : nil
        stub.levelInForce = try code(Level.self, in: bytes)
        stub.action = try optionalText(in: bytes).map { Action($0) }
        stub.connectorID = try optionalInteger(in: bytes).map { Int($0) }
        stub.evseID = try optionalInteger(in: bytes).map { Int($0) }
        stub.reportedStatus = try optionalText(in: bytes)
        stub.answerStatus = try optionalText(in: bytes)
        stub.errorCodes = try texts(in: bytes)
        stub.reason = try optionalText(in: bytes)
        stub.request = try optionalText(in: bytes).map(Self.errorFrame)
        stub.response = try optionalText(in: bytes).map(Self.errorFrame)
        if hasFindings { stub.findings = try texts(in: bytes) }
        return Shape(of: stub)
    }

    private static func errorFrame(_ code: String) -> RecordedFrame {
        RecordedFrame([], payload: nil, error: .init(code: ErrorCode(code), text: ""))
    }
}

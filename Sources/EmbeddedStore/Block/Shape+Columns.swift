import OCPP
import OCPPLog

// A shape as bytes, in the part meta of a block. Equal bytes mean equal shapes down to the bytes of their texts, and shapes
// without findings have the bytes that they had before there were findings.

extension ColumnWriter {
    /// Writes the shape of an entry, without making one.
    mutating func shape(of entry: Entry) {
        byte(entry.kind.code(withFindings: !entry.findings.isEmpty))
        byte(entry.source.code)
        byte(entry.version.code)
        byte(entry.level.map { $0.code + 1 } ?? 0)
        byte(entry.levelInForce.code)
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

extension ColumnReader {
    mutating func shape() throws(StoreError) -> Shape {
        let (kindCode, hasFindings) = EntryKind.split(try byte())
        guard let kind = EntryKind(code: kindCode) else { throw damage("a code is not known") }
        let source = try code(Source.self)
        var entry = Entry(
            kind: kind, datetime: Timestamp(microseconds: 0), siteID: SiteID(""), chargerID: ChargerID(""),
            connectionID: ConnectionID(rawValue: 0), source: source, version: try code(OCPPVersion.self))
        entry.level = try level()
        entry.levelInForce = try code(Level.self)
        entry.action = try optionalText().map { Action($0) }
        entry.connectorID = try optionalInteger()
        entry.evseID = try optionalInteger()
        entry.reportedStatus = try optionalText()
        entry.answerStatus = try optionalText()
        entry.errorCodes = try texts()
        entry.reason = try optionalText()
        var shape = Shape(of: entry)
        shape.requestError = try optionalText().map { ErrorCode($0) }
        shape.responseError = try optionalText().map { ErrorCode($0) }
        if hasFindings { shape.findings = try texts() }
        return shape
    }

    /// Passes over a shape.
    mutating func skipShape() throws(StoreError) {
        let (_, hasFindings) = EntryKind.split(try byte())
        // Source, version, level, level in force.
        _ = try take(4)
        try skipOptionalText()
        for _ in 0..<2 { _ = try optionalInteger() }
        for _ in 0..<2 { try skipOptionalText() }
        try skipTexts()
        for _ in 0..<3 { try skipOptionalText() }
        if hasFindings { try skipTexts() }
    }

    private mutating func skipTexts() throws(StoreError) {
        for _ in 0..<(try count()) { _ = try take(count()) }
    }

    private mutating func level() throws(StoreError) -> Level? {
        let code = try byte()
        guard code > 0 else { return nil }
        for level in Level.allCases where level.code == code - 1 { return level }
        throw damage("a code is not known")
    }
}

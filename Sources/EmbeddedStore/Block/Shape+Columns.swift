import OCPP
import OCPPLog

// A shape as bytes, in the part meta of a block. Equal bytes mean equal shapes down to the bytes of their texts.

extension ColumnWriter {
    /// Writes the shape of an entry, without making one.
    mutating func shape(of entry: Entry) {
        byte(entry.kind.code)
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
    }
}

extension ColumnReader {
    mutating func shape() throws(StoreError) -> Shape {
        let kind = try code(EntryKind.self)
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
        return shape
    }

    /// Passes over a shape.
    mutating func skipShape() throws(StoreError) {
        // Kind, source, version, level, level in force.
        _ = try take(5)
        try skipOptionalText()
        for _ in 0..<2 { _ = try optionalInteger() }
        for _ in 0..<2 { try skipOptionalText() }
        for _ in 0..<(try count()) { _ = try take(count()) }
        for _ in 0..<3 { try skipOptionalText() }
    }

    private mutating func level() throws(StoreError) -> Level? {
        let code = try byte()
        guard code > 0 else { return nil }
        for level in Level.allCases where level.code == code - 1 { return level }
        throw damage("a code is not known")
    }
}

import OCPP
import OCPPLog

/// An entry as bytes: what the store keeps of it, and back.
///
/// The first byte is the version of the format; then the fields of the entry follow, always all of them and in one order; in
/// the later version also what rules found, which most entries do not have.
/// Reading what was written gives an equal entry, whatever its frames hold.
enum Record {
    /// The version of entries in which no rule found anything.
    static let format: UInt8 = 1
    /// The version of those in which one did.
    static let formatWithFindings: UInt8 = 2

    /// The bytes of an entry.
    static func encode(_ entry: Entry) -> [UInt8] {
        var writer = RecordWriter(
            capacity: 256 + (entry.request?.bytes.count ?? 0) + (entry.response?.bytes.count ?? 0))
        writer.byte(entry.findings.isEmpty ? format : formatWithFindings)
        writer.fixed(entry.id.origin)
        writer.integer(entry.id.sequence)
        writer.code(entry.kind)
        writer.integer(entry.datetime.microseconds)
        writer.text(entry.siteID.rawValue)
        writer.text(entry.chargerID.rawValue)
        writer.fixed(entry.connectionID.rawValue)
        writer.code(entry.source)
        writer.code(entry.version)
        writer.optional(entry.level) { $0.code($1) }
        writer.code(entry.levelInForce)
        writer.optional(entry.action?.rawValue)
        writer.optional(entry.uniqueID?.rawValue)
        writer.optional(entry.request) { $0.frame($1) }
        writer.optional(entry.response) { $0.frame($1) }
        writer.optional(entry.latency) { $0.integer($1) }
        writer.optional(entry.connectorID)
        writer.optional(entry.evseID)
        writer.optional(entry.reportedStatus)
        writer.optional(entry.answerStatus)
        writer.texts(entry.errorCodes)
        writer.optional(entry.transactionID)
        writer.optional(entry.idTag)
        writer.optional(entry.reason)
        writer.optional(entry.detail)
        writer.optional(entry.missing)
        writer.texts(entry.masked)
        if !entry.findings.isEmpty { writer.texts(entry.findings) }
        return writer.bytes
    }

    /// The entry that the bytes stand for.
    /// - Throws: ``StoreError/Code/corrupt`` when nobody wrote such bytes, or a newer version did.
    static func decode(_ bytes: Span<UInt8>) throws(StoreError) -> Entry {
        var reader = RecordReader()
        let version = try reader.byte(in: bytes)
        guard version == format || version == formatWithFindings else { throw reader.damage("its format is not known") }
        let id = EntryID(
            origin: try reader.fixed(UInt32.self, in: bytes), sequence: try reader.integer(in: bytes))
        let kind = try reader.code(EntryKind.self, in: bytes)
        let datetime = Timestamp(microseconds: try reader.integer(in: bytes))
        let site = SiteID(try reader.text(in: bytes))
        let charger = ChargerID(try reader.text(in: bytes))
        let connection = ConnectionID(rawValue: try reader.fixed(UInt64.self, in: bytes))
        var entry = Entry(
            id: id, kind: kind, datetime: datetime, siteID: site, chargerID: charger, connectionID: connection,
            source: try reader.code(Source.self, in: bytes), version: try reader.code(OCPPVersion.self, in: bytes))
        entry.level = try reader.isThere(in: bytes) ? try reader.code(Level.self, in: bytes) : nil
        entry.levelInForce = try reader.code(Level.self, in: bytes)
        entry.action = try reader.optionalText(in: bytes).map { Action($0) }
        entry.uniqueID = try reader.optionalText(in: bytes).map { UniqueID($0) }
        entry.request = try reader.isThere(in: bytes) ? try reader.frame(in: bytes) : nil
        entry.response = try reader.isThere(in: bytes) ? try reader.frame(in: bytes) : nil
        entry.latency = try reader.optionalInteger(in: bytes)
        entry.connectorID = try reader.optionalInteger(in: bytes).map { Int($0) }
        entry.evseID = try reader.optionalInteger(in: bytes).map { Int($0) }
        entry.reportedStatus = try reader.optionalText(in: bytes)
        entry.answerStatus = try reader.optionalText(in: bytes)
        entry.errorCodes = try reader.texts(in: bytes)
        entry.transactionID = try reader.optionalText(in: bytes)
        entry.idTag = try reader.optionalText(in: bytes)
        entry.reason = try reader.optionalText(in: bytes)
        entry.detail = try reader.optionalText(in: bytes)
        entry.missing = try reader.optionalInteger(in: bytes).map { Int($0) }
        entry.masked = try reader.texts(in: bytes)
        if version == formatWithFindings { entry.findings = try reader.texts(in: bytes) }
        try reader.finish(in: bytes)
        return entry
    }
}

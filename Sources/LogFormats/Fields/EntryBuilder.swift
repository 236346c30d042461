import OCPP
import OCPPLog

/// Makes an entry of the fields of one record.
struct EntryBuilder {
    /// So many charging stations are remembered with their site.
    private static let mostSites = 4_096

    private let options: ImportOptions
    private var texts = StringCache()
    private var sites: [ChargerID: SiteID] = [:]

    init(_ options: ImportOptions) {
        self.options = options
    }

    /// - Throws: why the record is no entry.
    mutating func entry(_ table: inout FieldTable, in bytes: Span<UInt8>) throws(LineFault) -> Entry {
        guard let charger = cached(table, .chargerID, bytes) else { throw LineFault.noCharger }
        let version = table.text(.version, in: bytes).map { OCPPVersion(rawValue: $0) ?? .init(subprotocol: $0) }
        var entry = Entry(
            kind: .exchange, datetime: try datetime(table, bytes), chargerID: ChargerID(charger),
            connectionID: ConnectionID(rawValue: try connection(table, bytes)), source: try source(table, bytes),
            version: version ?? .unknown)
        entry.levelInForce = .debug
        entry.siteID = site(table, bytes, of: entry.chargerID)
        if let action = cached(table, .action, bytes), !action.isEmpty { entry.action = Action(action) }
        entry.uniqueID = table.text(.uniqueID, in: bytes).map { UniqueID($0) }
        try fillNumbers(of: &entry, table, bytes)
        fillWords(of: &entry, table, bytes)
        try FrameBuilder.fill(&entry, &table, bytes)
        entry.completeImport(request: table.requestFields, response: table.responseFields)
        return entry
    }

    private mutating func cached(_ table: FieldTable, _ field: ImportedField, _ bytes: Span<UInt8>) -> String? {
        let value = table[field]
        return value.kind == .text ? texts.text(value.range, in: bytes) : table.text(field, in: bytes)
    }

    private func datetime(_ table: FieldTable, _ bytes: Span<UInt8>) throws(LineFault) -> Timestamp {
        let value = table[.datetime]
        guard value.kind != .absent, value.range.count > 0 else { throw LineFault.noDatetime }
        guard value.kind == .text else { throw LineFault.badDatetime }
        let text = bytes.extracting(value.range)
        if let moment = Timestamp(utf8: text, offsetMinutes: nil) { return moment }
        guard let local = Timestamp(utf8: text, offsetMinutes: 0) else { throw LineFault.badDatetime }
        guard let zone = options.zone else { throw LineFault.noZone }
        return zone.moment(of: local)
    }

    private func source(_ table: FieldTable, _ bytes: Span<UInt8>) throws(LineFault) -> Source {
        let value = table[.source]
        if value.kind == .text {
            if Self.isEqual(value.range, "cp", bytes) { return .cp }
            if Self.isEqual(value.range, "csms", bytes) { return .csms }
        }
        throw LineFault.badSource
    }

    private static func isEqual(_ range: Range<Int>, _ word: StaticString, _ bytes: Span<UInt8>) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where bytes[range.lowerBound + index] | 0x20 != word.utf8Start[index] {
            return false
        }
        return true
    }

    private mutating func site(_ table: FieldTable, _ bytes: Span<UInt8>, of charger: ChargerID) -> SiteID {
        if let site = cached(table, .siteID, bytes), !site.isEmpty { return SiteID(site) }
        if let site = options.site { return site }
        if let known = sites[charger] { return known }
        if sites.count >= Self.mostSites { sites.removeAll() }
        let site = options.sites.site(of: charger).id
        sites[charger] = site
        return site
    }

    private func connection(_ table: FieldTable, _ bytes: Span<UInt8>) throws(LineFault) -> UInt64 {
        guard let text = table.text(.connectionID, in: bytes) else { return 0 }
        guard let number = UInt64(text, radix: 16) else {
            throw LineFault.badField(.connectionID, "hexadecimal number")
        }
        return number
    }

    private func fillNumbers(of entry: inout Entry, _ table: FieldTable, _ bytes: Span<UInt8>) throws(LineFault) {
        entry.connectorID = try number(.connectorID, table, bytes)
        entry.evseID = try number(.evseID, table, bytes)
        entry.missing = try number(.missing, table, bytes)
        let latency = table[.latency]
        guard latency.kind != .absent, latency.range.count > 0 else { return }
        guard let microseconds = Self.microseconds(bytes.extracting(latency.range)) else {
            throw LineFault.badField(.latency, "number")
        }
        entry.latency = microseconds
    }

    private func number(
        _ field: ImportedField, _ table: FieldTable, _ bytes: Span<UInt8>
    ) throws(LineFault) -> Int? {
        let value = table[field]
        guard value.kind != .absent, value.range.count > 0 else { return nil }
        // Most connectors have one digit.
        if value.range.count == 1, case 0x30...0x39 = bytes[value.range.lowerBound] {
            return Int(bytes[value.range.lowerBound]) - 0x30
        }
        guard let number = table.text(field, in: bytes).flatMap({ Int($0) }) else {
            throw LineFault.badField(field, "whole number")
        }
        return number
    }

    /// Milliseconds, exactly: up to 15 digits, and a fraction whose digits beyond the third are dropped. Nil for anything else.
    static func microseconds(_ text: Span<UInt8>) -> Int64? {
        let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
        var value: Int64 = 0
        var position = isNegative ? 1 : 0
        var fraction: Int?
        guard position < text.count, text.count < 32 else { return nil }
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "."), fraction == nil, position + 1 < text.count {
                fraction = 0
            } else if case 0x30...0x39 = byte {
                guard value < 1_000_000_000_000_000 else { return nil }
                if fraction ?? 0 < 3 { value = value * 10 + Int64(byte - 0x30) }
                fraction = fraction.map { $0 + 1 }
            } else {
                return nil
            }
            position += 1
        }
        for _ in min(3, fraction ?? 0)..<3 { value = value * 10 }
        return isNegative ? -value : value
    }

    private mutating func fillWords(of entry: inout Entry, _ table: FieldTable, _ bytes: Span<UInt8>) {
        entry.transactionID = table.text(.transactionID, in: bytes)
        entry.idTag = table.text(.idTag, in: bytes)
        entry.reason = cached(table, .reason, bytes)
        entry.detail = table.text(.detail, in: bytes)
        entry.level = table.text(.level, in: bytes).flatMap { Level(rawValue: $0) }
        if let level = table.text(.levelInForce, in: bytes).flatMap({ Level(rawValue: $0) }) {
            entry.levelInForce = level
        }
        entry.masked = Self.list(table[.masked], bytes)
        entry.findings = Self.list(table[.findings], bytes)
    }

    /// An array of texts, or the same as text in a cell.
    private static func list(_ value: FieldTable.Value, _ bytes: Span<UInt8>) -> [String] {
        // Most entries have an empty one.
        guard value.range.count > 2, value.kind == .array || value.kind == .text else { return [] }
        var cursor = JSONCursor()
        let list = bytes.extracting(value.range)
        var texts: [String] = []
        while let token = (try? cursor.next(in: list)) ?? nil {
            guard token.kind == .string else { continue }
            texts.append(JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: list))
        }
        return texts
    }
}

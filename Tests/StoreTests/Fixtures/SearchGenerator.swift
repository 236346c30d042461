import OCPP
import OCPPLog
import TestSupport

/// Makes searches that find something in some entries: their values are taken from them.
struct SearchGenerator {
    let entries: [Entry]
    let sites: SiteDirectory
    var random: SeededGenerator

    /// Its query is resolved, so that a matcher can ask it; stores resolve it again.
    mutating func search() -> Search {
        let query = query(depth: 2)
        return Search(
            query.asksBoots ? query.resolving(BootDirectory(entries)) : query, from: moment(), to: moment(),
            order: Search.Order.allCases.randomElement(using: &random) ?? .newestFirst,
            limit: [1, 2, 5, 20, 100].randomElement(using: &random) ?? 1,
            sites: sites)
    }

    private mutating func query(depth: Int) -> Query {
        switch Int.random(in: 0..<(depth > 0 ? 12 : 8), using: &random) {
        case 0: .everything
        case 1...4: filter()
        case 5: word()
        case 6: name()
        case 7: digits()
        case 8: .not(query(depth: depth - 1))
        case 9: .or([query(depth: depth - 1), query(depth: depth - 1)])
        default: .and([query(depth: depth - 1), query(depth: depth - 1)])
        }
    }

    private mutating func filter() -> Query {
        let fields = Field.all + Self.paths
        let field = fields.randomElement(using: &random) ?? .action
        var values: [Query.Value] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) { values.append(value(of: field)) }
        return .field(field, values)
    }

    private mutating func value(of field: Field) -> Query.Value {
        guard let entry = entries.randomElement(using: &random), Int.random(in: 0..<8, using: &random) > 0 else {
            return .any
        }
        if let bounds = bounds(of: field, in: entry) { return bounds }
        switch field {
        case .connector: return .number(entry.connectorID ?? 1)
        case .evse: return .number(entry.evseID ?? 1)
        case .is: return .glob(Glob(literal: EntryMark.allCases.randomElement(using: &random)?.rawValue ?? "ok"))
        case .latency: return .quantity("\(entry.latency.map(EntryJSON.milliseconds) ?? "50")ms")
        case .size: return .quantity(String(entry.request?.length ?? 20))
        default:
            let text = text(of: field, in: entry)
            let cut = text.count / 2
            switch Int.random(in: 0..<6, using: &random) {
            case 0: return .glob(Glob("*" + text.dropFirst(cut)))
            case 1: return .glob(Glob(text.prefix(cut) + "*"))
            case 2: return .glob(Glob(text.prefix(3) + "*" + text.suffix(2)))
            case 3: return .glob(Glob(literal: text.uppercased()))
            default: return .glob(Glob(literal: text))
            }
        }
    }

    private func text(of field: Field, in entry: Entry) -> String {
        switch field {
        case .action: entry.action?.rawValue ?? ""
        case .charger: entry.chargerID.rawValue
        case .site: sites.name(of: entry.siteID)
        case .status: entry.status ?? "Accepted"
        case .result: entry.outcome?.word ?? "ok"
        case .error: entry.errorCode ?? "InternalError"
        case .source: entry.source.rawValue
        case .tag: entry.idTag ?? "04A2"
        case .tx: entry.transactionID ?? "1"
        case .id: entry.id.sequence % 3 == 0 ? entry.id.description : entry.uniqueID?.rawValue ?? "none"
        case .reason: entry.reason ?? "opened"
        case .finding: entry.findings.first ?? "clock-drift"
        case .level: entry.level?.rawValue ?? "debug"
        case .kind: entry.kind.rawValue
        case .severity: ResultMark(of: entry).tone.rawValue
        case .vendor, .model, .firmware: bootText(of: field)
        case _ where field.isOfPayload: ["Accepted", "1", "Available", "NoError", "0"][Int(entry.id.sequence % 5)]
        default: entry.version.rawValue
        }
    }

    /// Places in payloads that recorded traffic has.
    private static let paths = [
        "request.connectorId", "req.connector_id", "request.status", "response.status", "response.idTagInfo.status",
        "request.meterValue[0].sampledValue.value", "request.meter_value.sampled_value[*].measurand",
        "response.errorCode",
        "request.transactionId", "request.evse.id", "response.interval", "request",
    ].compactMap(Field.named)

    /// Now and then a range or a comparison, on keys that have an order.
    private mutating func bounds(of field: Field, in entry: Entry) -> Query.Value? {
        guard field.values.isComparable, Int.random(in: 0..<3, using: &random) == 0 else { return nil }
        let bound: String
        switch field {
        case .latency: bound = ["1ms", "50ms", "2s", "1m"].randomElement(using: &random) ?? "1s"
        case .size: bound = ["20", "100", "0.3kb", "4kb"].randomElement(using: &random) ?? "1"
        case .version: bound = ["1.6", "2", "2.0.1"].randomElement(using: &random) ?? "2"
        case .firmware:
            let text = bootText(of: .firmware)
            bound = text.contains { $0.isASCII && $0.isNumber } ? text : "1.0"
        case .connector: bound = String(entry.connectorID ?? 1)
        default: bound = entry.transactionID.flatMap(Int.init).map(String.init) ?? "1"
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return .range(bound, nil)
        case 1: return .range(nil, bound)
        default: return .comparison(Query.Comparison.allCases.randomElement(using: &random) ?? .less, bound)
        }
    }

    /// What some station said of itself.
    private func bootText(of field: Field) -> String {
        let names =
            field == .vendor
            ? ["chargePointVendor", "vendorName"]
            : field == .model ? ["chargePointModel", "model"] : ["firmwareVersion"]
        var random = random
        guard let boot = entries.filter(BootDirectory.isBoot).randomElement(using: &random),
            let members = try? JSONMembers(of: Array(boot.request?.payloadBytes ?? []))
        else { return "1.0" }
        let station = members["chargingStation"].flatMap { try? JSONMembers(of: $0.bytes) }
        return names.compactMap { members[$0]?.text ?? station?[$0]?.text }.first ?? "1.0"
    }

    /// A piece of an action, a charging station's name, a site's name or a tag, also in capitals.
    private mutating func name() -> Query {
        guard let entry = entries.randomElement(using: &random) else { return .everything }
        let names = [
            entry.action?.rawValue, entry.chargerID.rawValue, sites.name(of: entry.siteID), entry.idTag,
            entry.transactionID, entry.response?.error?.text,
        ]
        let name = names.compactMap(\.self).randomElement(using: &random) ?? ""
        let piece = name.dropFirst(Int.random(in: 0..<3, using: &random)).prefix(Int.random(in: 1...9, using: &random))
        return .text(Query.FreeText(Bool.random(using: &random) ? String(piece) : piece.uppercased()))
    }

    /// Digits that stand in a payload.
    private mutating func digits() -> Query {
        let payload = entries.randomElement(using: &random)?.request?.payloadBytes ?? []
        let digits = payload.split { !(0x30...0x39).contains($0) }.randomElement(using: &random) ?? []
        return .text(Query.FreeText(String(decoding: digits.prefix(6), as: UTF8.self)))
    }

    /// A piece of a payload, from three to ten bytes long.
    private mutating func word() -> Query {
        let entry = entries.randomElement(using: &random)
        let payload = (Bool.random(using: &random) ? entry?.request : entry?.response)?.payloadBytes ?? []
        guard payload.count > 12 else { return .text(Query.FreeText("meter")) }
        let start = payload.startIndex + Int.random(in: 0..<payload.count - 12, using: &random)
        let piece = payload[start..<start + Int.random(in: 3...10, using: &random)]
        return .text(Query.FreeText(String(decoding: piece, as: UTF8.self)))
    }

    private mutating func moment() -> Timestamp? {
        guard Int.random(in: 0..<4, using: &random) == 0, let entry = entries.randomElement(using: &random) else {
            return nil
        }
        return Timestamp(microseconds: entry.datetime.microseconds + Int64.random(in: -1...1, using: &random))
    }
}

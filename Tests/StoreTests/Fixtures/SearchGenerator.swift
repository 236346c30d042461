import OCPP
import OCPPLog
import TestSupport

/// Makes searches that find something in some entries: their values are taken from them.
struct SearchGenerator {
    let entries: [Entry]
    let sites: SiteDirectory
    var random: SeededGenerator

    mutating func search() -> Search {
        Search(
            query(depth: 2), from: moment(), to: moment(),
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
        let field = Field.all.randomElement(using: &random) ?? .action
        var values: [Query.Value] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) { values.append(value(of: field)) }
        return .field(field, values)
    }

    private mutating func value(of field: Field) -> Query.Value {
        guard let entry = entries.randomElement(using: &random), Int.random(in: 0..<8, using: &random) > 0 else {
            return .any
        }
        switch field {
        case .connector: return .number(entry.connectorID ?? 1)
        case .evse: return .number(entry.evseID ?? 1)
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
        case .level: entry.level?.rawValue ?? "debug"
        case .kind: entry.kind.rawValue
        default: entry.version.rawValue
        }
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

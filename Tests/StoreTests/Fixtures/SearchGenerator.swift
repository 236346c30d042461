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
            limit: [1, 2, 5, 20, 100].randomElement(using: &random) ?? 1,
            sites: sites)
    }

    private mutating func query(depth: Int) -> Query {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &random) {
        case 0: .everything
        case 1...4: filter()
        case 5: word()
        case 6: .not(query(depth: depth - 1))
        case 7: .or([query(depth: depth - 1), query(depth: depth - 1)])
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
            let isCut = Bool.random(using: &random) && field != .source
            return .glob(isCut ? Glob("*" + text.dropFirst(text.count / 2)) : Glob(literal: text))
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
        case .id: entry.uniqueID?.rawValue ?? entry.id.description
        case .level: entry.level?.rawValue ?? "debug"
        case .kind: entry.kind.rawValue
        default: entry.version.rawValue
        }
    }

    /// A piece of a payload, from three to ten bytes long.
    private mutating func word() -> Query {
        let payload = entries.randomElement(using: &random)?.request?.payloadBytes ?? []
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

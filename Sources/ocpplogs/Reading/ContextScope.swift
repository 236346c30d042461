import ArgumentParser
import OCPP
import OCPPLog

/// Which entries count as the surroundings of an entry.
enum ContextScope: String, CaseIterable, ExpressibleByArgument {
    case charger, connector, tx, site, all

    /// The condition that neighbours meet.
    /// - Throws: ``CommandFailure`` where the entry does not say what is asked for.
    func query(of entry: Entry) throws -> Query {
        let charger = Query.charger(entry.chargerID)
        switch self {
        case .all: return .everything
        case .charger: return charger
        case .site: return .literal(.site, entry.siteID.rawValue)
        case .connector:
            guard let connector = entry.connectorID else { throw missing("connector", entry) }
            return .and([charger, .field(.connector, [.number(connector)])])
        case .tx:
            guard let transaction = entry.transactionID else { throw missing("transaction", entry) }
            return .and([charger, .literal(.tx, transaction)])
        }
    }

    /// - Throws: ``CommandFailure`` where a server knows no such surroundings.
    func checkOnServer() throws {
        guard self == .all else { return }
        throw CommandFailure.usage(
            "--scope all goes with --data and --file; with --server it is charger, connector, tx or site")
    }

    /// Where an entry stands: neighbours stand in the same place. Nil where it does not say.
    func place(of entry: Entry) -> String? {
        let charger = CaseFolding.fold(entry.chargerID.rawValue)
        switch self {
        case .all: return ""
        case .charger: return charger
        case .site: return CaseFolding.fold(entry.siteID.rawValue)
        case .connector: return entry.connectorID.map { "\(charger) \($0)" }
        case .tx: return entry.transactionID.map { "\(charger) \(CaseFolding.fold($0))" }
        }
    }

    private func missing(_ what: String, _ entry: Entry) -> CommandFailure {
        .usage("the entry \(entry.id) names no \(what); --scope charger shows what its charging station did")
    }
}

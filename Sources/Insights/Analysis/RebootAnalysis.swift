import OCPP
import OCPPLog

/// Charging stations that booted: how often is counted, the rest is read from their BootNotifications.
enum RebootAnalysis {
    private struct Boots {
        var refused = 0
        var shortest: Int64?
        /// The one that was read before: the next later one.
        var before: Timestamp
        var firmware: String?
        var firmwares: Set<String> = []
        var last: Timestamp
    }

    /// So many stations are told apart, and so many versions of the firmware of each.
    private static let (mostStations, mostFirmwares) = (20_000, 100)

    static func table(_ question: AnalysisQuestion, _ log: AnalysisLog) async throws -> AnalysisTable {
        var table = AnalysisTable(
            .reboots, question,
            [
                AnalysisColumn("charger", .text), AnalysisColumn("boots", .count),
                AnalysisColumn("refused", .count, isRead: true),
                AnalysisColumn("shortest_s", .seconds, isRead: true), AnalysisColumn("firmware", .text, isRead: true),
                AnalysisColumn("firmwares", .count, isRead: true), AnalysisColumn("last", .moment, isRead: true),
            ])
        let boots = question.asked(.actions(.bootNotification), .key(.source, "cp"))
        let facet = try await log.values(of: .charger, boots, question, limit: question.rows, &table)
        table.more = facet.more
        var stations: [String: Boots] = [:]
        let reading = try await log.read(boots, question) { entry in
            let name = entry.chargerID.rawValue.lowercased()
            guard stations[name] != nil || stations.count < mostStations else { return }
            add(entry, to: &stations[name])
        }
        table.take(reading)
        for value in facet.values {
            let proof = question.proof(
                question.asked(
                    .actions(.bootNotification), .key(.source, "cp"), .key(.charger, value.text)))
            let known = stations[value.text.lowercased()]
            let refused = question.proof(
                question.asked(
                    .actions(.bootNotification), .key(.source, "cp"), .key(.charger, value.text),
                    .not(.key(.result, "accepted"))),
                from: reading.from)
            table.rows.append(
                AnalysisRow(
                    proof,
                    [
                        .text(value.text), .count(value.count, proof), .count(known?.refused ?? 0, refused),
                        .seconds(known?.shortest), .text(known?.firmware), .count(known?.firmwares.count ?? 0),
                        .moment(known?.last),
                    ]))
        }
        return table
    }

    /// The newest comes first.
    private static func add(_ entry: Entry, to boots: inout Boots?) {
        let firmware = StationBoot(entry)?.firmware
        var known = boots ?? Boots(before: entry.datetime, firmware: firmware, last: entry.datetime)
        if boots != nil {
            let apart = known.before.since(entry.datetime).wholeMicroseconds
            known.shortest = min(known.shortest ?? apart, apart)
        }
        known.before = entry.datetime
        if entry.outcome != .accepted { known.refused += 1 }
        if let firmware, known.firmwares.count < mostFirmwares { known.firmwares.insert(firmware) }
        boots = known
    }
}

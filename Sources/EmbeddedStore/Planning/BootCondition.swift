import OCPP
import OCPPLog

/// A condition on what stations said when they booted: the station and the time of an entry decide it.
struct BootCondition: Sendable {
    private let periods: [BootPeriods]

    /// - Parameter values: those of `vendor:`, `model:` or `firmware:`; what is not resolved to times matches nothing.
    init(_ values: [Query.Value]) {
        periods = values.compactMap { if case .times(let periods) = $0 { periods } else { nil } }
    }

    /// The answer for all entries of a station.
    func answer(_ site: SiteID, _ charger: ChargerID) -> PlanAnswer {
        stations(site, charger).isEmpty ? .none : .some
    }

    /// The answer for all entries of a station in a stretch of time.
    /// - Parameter times: microseconds, both ends included.
    func answer(_ site: SiteID, _ charger: ChargerID, _ times: ClosedRange<Int64>) -> PlanAnswer {
        var answer = PlanAnswer.none
        let ends = Timestamp(microseconds: times.lowerBound)...Timestamp(microseconds: times.upperBound)
        for station in stations(site, charger) {
            switch station.contains(ends) {
            case true?: return .all
            case nil: answer = .some
            case false?: break
            }
        }
        return answer
    }

    /// The answer for each of some rows of a block, rising.
    /// - Parameter runs: the run of each row.
    func answers(_ rows: [Int], runs: [Int32], _ meta: BlockMeta) -> [PlanAnswer] {
        var current: (run: Int32, stations: [BootPeriods.Station])?
        return zip(rows, runs).map { row, run in
            if current?.run != run {
                let peer = meta.peers[Int(run)]
                current = (run, stations(peer.site, peer.charger))
            }
            var answer = PlanAnswer.none
            for station in current?.stations ?? [] where answer != .all {
                switch station.contains(Timestamp(microseconds: meta.times[row])) {
                case true?: answer = .all
                // At the very moment of a boot the ids decide.
                case nil: answer = .some
                case false?: break
                }
            }
            return answer
        }
    }

    private func stations(_ site: SiteID, _ charger: ChargerID) -> [BootPeriods.Station] {
        periods.compactMap { $0.station(site, charger) }
    }
}

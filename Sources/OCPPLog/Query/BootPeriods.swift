public import OCPP

/// Stretches of time in which charging stations were as a query wants them.
public struct BootPeriods: Sendable, Hashable {
    struct Peer: Sendable, Hashable {
        var site: SiteID
        var charger: ChargerID

        init(site: SiteID, charger: ChargerID) {
            self.site = site
            self.charger = charger
        }

        init(_ entry: Entry) {
            self.init(site: entry.siteID, charger: entry.chargerID)
        }
    }

    /// A place in the order of entries.
    struct Moment: Sendable, Hashable, Comparable {
        var datetime: Timestamp
        var id: EntryID

        init(_ entry: Entry) {
            datetime = entry.datetime
            id = entry.id
        }

        static func < (a: Moment, b: Moment) -> Bool {
            (a.datetime, a.id) < (b.datetime, b.id)
        }
    }

    /// From a boot on, up to the next one that is otherwise.
    struct Period: Sendable, Hashable {
        var start: Moment
        var end: Moment?
    }

    /// In the order of time.
    var byPeer: [Peer: [Period]] = [:]

    /// Whether an entry lies in one of its station's.
    func contains(_ entry: Entry) -> Bool {
        guard let periods = byPeer[Peer(entry)] else { return false }
        let moment = Moment(entry)
        guard let last = periods.last(where: { $0.start <= moment }) else { return false }
        return last.end.map { moment < $0 } ?? true
    }

    /// The periods of one station.
    public struct Station: Sendable {
        fileprivate let periods: [Period]

        /// Whether an entry of the station lies in one of them, as far as its time says; nil at the very moment of a boot, where the
        /// id of the entry decides.
        public func contains(_ time: Timestamp) -> Bool? {
            guard let last = periods.last(where: { $0.start.datetime <= time }) else { return false }
            if last.start.datetime == time || last.end?.datetime == time { return nil }
            return last.end.map { time < $0.datetime } ?? true
        }

        /// Whether the entries of a stretch lie in one of them, as far as their times say; nil where one begins or ends within it.
        public func contains(_ times: ClosedRange<Timestamp>) -> Bool? {
            let isCut = periods.contains { period in
                times.contains(period.start.datetime) || period.end.map { times.contains($0.datetime) } ?? false
            }
            return isCut ? nil : contains(times.lowerBound)
        }
    }

    /// Those of a station; nil where it has none.
    public func station(_ site: SiteID, _ charger: ChargerID) -> Station? {
        byPeer[Peer(site: site, charger: charger)].map(Station.init)
    }
}

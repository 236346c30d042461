public import OCPP
public import OCPPLog

/// Makes the timeline of one charging station of its entries, in the order of time. Streaming and bounded.
///
/// Entries from before the beginning say what was when it began; those of other stations must not be shown.
public struct TimelineBuilder: Sendable {
    /// So many connectors are told apart.
    public static let mostConnectors = 64
    /// So many boots, and so many faults.
    public static let most = 1_000

    private let charger: ChargerID
    private let from: Timestamp
    private var site: SiteID?
    private var lanes: [ConnectorKey: ConnectorLane] = [:]
    private var presence: PresenceTrack
    private var boots: [Timeline.Boot] = []
    private var entries = 0
    private var omitted = 0

    /// A timeline that begins at a moment.
    public init(_ charger: ChargerID, from: Timestamp) {
        self.charger = charger
        self.from = from
        presence = PresenceTrack(from: from)
    }

    /// Takes the next entry.
    public mutating func read(_ entry: Entry) {
        let read = ReadEntry(entry)
        site = entry.siteID
        if entry.datetime >= from { entries += 1 }
        presence.note(read)
        switch read.action {
        case .statusNotification: noteStatus(read)
        case .bootNotification: noteBoot(read)
        default: break
        }
    }

    /// The timeline up to a moment.
    public func finished(at end: Timestamp) -> Timeline {
        let end = max(from, end)
        var presence = presence
        presence.finish(at: end)
        var omitted = omitted + presence.omitted
        let whole = Stretch(from: from, to: end)
        var faults: [Timeline.Fault] = []
        let connectors = lanes.keys.sorted().compactMap { key -> Timeline.Connector? in
            guard let (states, more) = lanes[key]?.finished(at: end) else { return nil }
            faults += states.filter { $0.status == "Faulted" || $0.errorCode != nil }.map {
                Timeline.Fault(connector: key, state: $0, isOpen: $0.to == end)
            }
            return Timeline.Connector(
                key: key, states: states, more: more,
                availability: Availability(states, presence.absences, in: whole))
        }
        faults.sort { ($0.state.from, $0.connector) < ($1.state.from, $1.connector) }
        omitted += max(0, faults.count - Self.most)
        return Timeline(
            charger: charger, site: site, from: from, to: end, connectors: connectors, boots: boots,
            faults: Array(faults.prefix(Self.most)), connections: presence.connections, absences: presence.absences,
            heartbeatInterval: presence.heartbeatInterval, silentAfter: presence.silentAfter, entries: entries,
            omitted: omitted)
    }

    private mutating func noteStatus(_ read: ReadEntry) {
        guard read.entry.source == .cp, let status = read.entry.reportedStatus, let connector = read.connector else {
            return
        }
        guard lanes[connector] != nil || lanes.count < Self.mostConnectors else { return omitted += 1 }
        lanes[connector, default: ConnectorLane(from: from)].note(read, status: status)
    }

    private mutating func noteBoot(_ read: ReadEntry) {
        guard read.entry.source == .cp, read.entry.request != nil, read.entry.datetime >= from else { return }
        guard boots.count < Self.most else { return omitted += 1 }
        let station = read.request.object("chargingStation")
        boots.append(
            Timeline.Boot(
                time: read.entry.datetime, reason: read.request.text("reason"),
                firmware: read.request.text("firmwareVersion") ?? station.text("firmwareVersion"),
                answer: read.isAnswered ? read.entry.answerStatus : nil, entryID: read.entry.id))
    }
}

public import OCPP
public import OCPPLog

/// Counts the entries that match one rule, and says when they are enough. It knows no clock: time is that of the entries.
///
/// The entries of a station come in the order of recording, in which an earlier time may come later. What is remembered is
/// bounded; of too many stations those that nothing matched for longest are let go of.
public struct AlertBook: Sendable {
    /// How much is remembered.
    public struct Limits: Sendable, Hashable {
        /// Stations or sites.
        public var groups = 10_000
        /// Entries of all of them.
        public var hits = 200_000
        /// An entry whose time lies so far before the newest one means that the clock was set back: its group begins anew.
        public var lateness = Duration.seconds(900)

        /// The limits of the program.
        public init() {}
    }

    /// What was counted since the beginning.
    public struct Counts: Sendable, Hashable {
        /// Entries that matched.
        public var matched = 0
        /// Alerts that were raised.
        public var fired = 0
        /// Entries that matched while a silence lasted.
        public var silenced = 0
        /// Stations or sites that were forgotten before their window or silence was over.
        public var forgotten = 0

        /// Nothing yet.
        public init() {}
    }

    /// Whom nobody is told of, and until when.
    public struct Silence: Sendable, Hashable {
        /// Whom.
        public var subject: Alert.Subject
        /// Until when, by the time of entries.
        public var until: Timestamp
        /// So many entries have matched in it.
        public var matches: Int
    }

    private struct Hit {
        var datetime: Timestamp
        var id: EntryID

        static func isInOrder(_ a: Hit, _ b: Hit) -> Bool { (a.datetime, a.id) < (b.datetime, b.id) }
    }

    private struct Group {
        /// By time; as many as the rule asks for at most.
        var hits: [Hit] = []
        var newest: Timestamp
        var silentUntil: Timestamp?
        /// Entries that matched in the silence.
        var silenced = 0
    }

    /// What is counted.
    public let rule: AlertRule
    /// What was counted.
    public private(set) var counts = Counts()
    /// The time of the last alert.
    public private(set) var lastFired: Timestamp?
    private let limits: Limits
    private var groups: [Alert.Subject: Group] = [:]
    /// The hits of all groups.
    private var hits = 0
    private var latest = Timestamp(microseconds: .min)

    /// One that has counted nothing yet.
    public init(_ rule: AlertRule, limits: Limits = Limits()) {
        self.rule = rule
        self.limits = limits
    }

    /// Counts one more entry that matches the rule's query.
    /// - Parameter makeID: makes the id of an alert; asked when there is one.
    /// - Returns: an alert, when that makes enough and no silence lasts.
    public mutating func read(_ entry: Entry, makeID: () -> String) -> Alert? {
        counts.matched += 1
        latest = max(latest, entry.datetime)
        let subject = subject(of: entry)
        var group = groups.removeValue(forKey: subject) ?? Group(newest: entry.datetime)
        hits -= group.hits.count
        defer {
            hits += group.hits.count
            groups[subject] = group
            if groups.count > limits.groups || hits > limits.hits { makeRoom() }
        }
        if entry.datetime < group.newest.advanced(by: .zero - limits.lateness) {
            group.hits = []
            group.newest = entry.datetime
            group.silentUntil = group.silentUntil.map { min($0, entry.datetime.advanced(by: rule.silence)) }
        }
        add(Hit(datetime: entry.datetime, id: entry.id), to: &group)
        if let until = group.silentUntil, group.newest < until {
            counts.silenced += 1
            group.silenced += 1
            return nil
        }
        guard group.hits.count >= rule.count, let first = group.hits.first else { return nil }
        let alert = Alert(
            id: makeID(), rule: rule, subject: subject, datetime: group.newest, since: first.datetime,
            count: group.hits.count, entries: group.hits.suffix(Alert.shownEntries).map(\.id),
            findings: entry.findings.map { Alert.Found(code: $0) }, silenced: group.silenced,
            silentUntil: group.newest.advanced(by: rule.silence))
        counts.fired += 1
        lastFired = max(lastFired ?? alert.datetime, alert.datetime)
        // What was told is not counted again.
        group.hits = []
        group.silenced = 0
        group.silentUntil = alert.silentUntil
        return alert
    }

    /// Whom nobody is told of at a moment, the longest first.
    public func silences(at now: Timestamp) -> [Silence] {
        groups.compactMap { subject, group in
            guard let until = group.silentUntil, until > now else { return nil }
            return Silence(subject: subject, until: until, matches: group.silenced)
        }.sorted { $0.until > $1.until }
    }

    /// How many stations or sites are remembered.
    public var remembered: Int { groups.count }

    /// How many entries of them.
    public var rememberedEntries: Int { hits }

    private func subject(of entry: Entry) -> Alert.Subject {
        switch rule.scope {
        case .charger: .charger(Station(of: entry))
        case .site: .site(entry.siteID)
        case .all: .all
        }
    }

    private func add(_ hit: Hit, to group: inout Group) {
        let place = group.hits.lastIndex { Hit.isInOrder($0, hit) }.map { $0 + 1 } ?? 0
        group.hits.insert(hit, at: place)
        group.newest = max(group.newest, hit.datetime)
        let beginning = group.newest.advanced(by: .zero - rule.window)
        let old = group.hits.firstIndex { $0.datetime >= beginning } ?? group.hits.count
        group.hits.removeFirst(max(old, group.hits.count - rule.count))
    }

    /// Lets go of the groups that say nothing any more, and where these are few, of those that nothing matched for longest.
    private mutating func makeRoom() {
        let beginning = latest.advanced(by: .zero - rule.window)
        groups = groups.filter { _, group in
            group.newest >= beginning || (group.silentUntil.map { $0 > latest } ?? false)
        }
        hits = groups.values.reduce(0) { $0 + $1.hits.count }
        let (mostGroups, mostHits) = (limits.groups / 4 * 3, limits.hits / 4 * 3)
        guard groups.count > mostGroups || hits > mostHits else { return }
        for (subject, group) in groups.sorted(by: { $0.value.newest < $1.value.newest }) {
            guard groups.count > mostGroups || hits > mostHits else { return }
            groups[subject] = nil
            hits -= group.hits.count
            counts.forgotten += 1
        }
    }
}

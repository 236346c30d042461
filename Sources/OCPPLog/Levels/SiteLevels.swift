public import OCPP
import Synchronization

/// A level that somebody set for a site while the program ran. It outranks the configuration.
public struct LevelOverride: Sendable, Hashable {
    /// The site.
    public var siteID: SiteID
    /// How much is kept.
    public var level: Level
    /// The first moment at which the configured level is in force again; nil: until it is taken back.
    public var until: Timestamp?
    /// When it was set.
    public var since: Timestamp
    /// Who set it.
    public var by: String
    /// Why, in the words of who set it.
    public var reason: String?

    /// A level for a site.
    public init(
        siteID: SiteID, level: Level, until: Timestamp? = nil, since: Timestamp, by: String, reason: String? = nil
    ) {
        self.siteID = siteID
        self.level = level
        self.until = until
        self.since = since
        self.by = by
        self.reason = reason
    }

    /// Whether it is in force at a moment.
    func isInForce(at moment: Timestamp) -> Bool {
        until.map { moment < $0 } ?? true
    }
}

/// The level of a site: what is configured, and what is set over it.
public struct LevelStanding: Sendable, Hashable {
    /// The site.
    public var siteID: SiteID
    /// What the configuration says.
    public var configured: Level
    /// What is set over it and in force; nil where nothing is.
    public var override: LevelOverride?

    /// What is in force.
    public var effective: Level { override?.level ?? configured }
}

/// Somebody set a level, or took it back, or its time was over.
public struct LevelChange: Sendable, Hashable {
    /// What happened.
    public enum What: String, Sendable, Hashable {
        /// A level was set over the configured one.
        case set
        /// It was taken back.
        case reset
        /// Its time was over.
        case ended
    }

    /// What happened.
    public var what: What
    /// The site.
    public var siteID: SiteID
    /// What was in force before.
    public var from: Level
    /// What is in force from now on.
    public var to: Level
    /// What was set, or what ended; nil when it was taken back.
    public var override: LevelOverride?
    /// When.
    public var moment: Timestamp
    /// Who did it; whoever set it where its time was over.
    public var by: String
}

/// The levels of all sites, which may be changed while the program runs.
public final class SiteLevels: Sendable {
    private let sites: SiteDirectory
    private let now: @Sendable () -> Timestamp
    private let keep: @Sendable ([LevelOverride], LevelChange) throws -> Void
    private let overrides: Mutex<[SiteID: LevelOverride]>
    private let history: Mutex<LevelHistory>
    /// Held while a change is written, so that changes are written one after the other. Reading never waits for it.
    private let changing = Mutex(())

    /// - Parameters:
    ///   - overrides: what was kept; those of sites that there are not any more count for nothing.
    ///   - changes: what was changed before, the oldest first.
    ///   - keep: writes all that is set from now on, and the change that led to it. A change that it refuses does not happen.
    public init(
        _ sites: SiteDirectory, overrides: [LevelOverride] = [], changes: [LevelChange] = [],
        now: @escaping @Sendable () -> Timestamp,
        keep: @escaping @Sendable ([LevelOverride], LevelChange) throws -> Void
    ) {
        self.sites = sites
        self.now = now
        self.keep = keep
        history = Mutex(LevelHistory(changes))
        let known = Set(sites.sites.map(\.id))
        self.overrides = Mutex(
            Dictionary(overrides.filter { known.contains($0.siteID) }.map { ($0.siteID, $0) }) { $1 })
    }

    /// What is set and in force now, by site: what the recorder goes by instead of the configured level.
    public func overridden() -> [SiteID: Level] {
        let overrides = overrides.withLock { $0 }
        guard !overrides.isEmpty else { return [:] }
        let moment = now()
        return overrides.filter { $0.value.isInForce(at: moment) }.mapValues(\.level)
    }

    /// The level of a site; nil when there is no such site.
    public func standing(of id: SiteID) -> LevelStanding? {
        guard let site = sites.sites.first(where: { $0.id == id }) else { return nil }
        let moment = now()
        let override = overrides.withLock { $0[id] }.flatMap { $0.isInForce(at: moment) ? $0 : nil }
        return LevelStanding(siteID: id, configured: site.level, override: override)
    }

    /// The levels of all sites, in the order of the configuration.
    public var standings: [LevelStanding] {
        sites.sites.compactMap { standing(of: $0.id) }
    }

    /// The last changes, two hundred at most, the newest first.
    public var changes: [LevelChange] { history.withLock { $0.changes.reversed() } }

    /// Sets the level of a site from now on.
    /// - Returns: how it stands then; nil when there is no such site.
    /// - Throws: what keeping it throws; then nothing has changed.
    public func set(
        _ id: SiteID, to level: Level, until: Timestamp? = nil, by: String, reason: String? = nil
    ) throws -> LevelStanding? {
        let override = LevelOverride(
            siteID: id, level: level, until: until, since: now(), by: by, reason: reason)
        return try change(id, to: override, by: by)
    }

    /// Goes back to the configured level.
    /// - Returns: how it stands then; nil when there is no such site.
    /// - Throws: what keeping it throws; then nothing has changed.
    public func reset(_ id: SiteID, by: String) throws -> LevelStanding? {
        try change(id, to: nil, by: by)
    }

    private func change(_ id: SiteID, to override: LevelOverride?, by: String) throws -> LevelStanding? {
        try changing.withLock { _ in
            try tellEnds()
            guard let before = standing(of: id) else { return nil }
            guard override != nil || before.override != nil else { return before }
            let moment = now()
            var next = overrides.withLock { $0 }
            next[id] = override
            let change = LevelChange(
                what: override == nil ? .reset : .set, siteID: id, from: before.effective,
                to: override?.level ?? before.configured, override: override,
                moment: moment, by: by)
            try become(next, change)
            return standing(of: id)
        }
    }

    /// Keeps that the time of levels is over. They are in force no longer, whether it is kept or not.
    /// - Throws: what keeping it throws; the next call tries it again.
    public func endOverdue() throws {
        try changing.withLock { _ in try tellEnds() }
    }

    private func tellEnds() throws {
        let moment = now()
        var next = overrides.withLock { $0 }
        let over = next.values.filter { !$0.isInForce(at: moment) }
        for override in over.sorted(by: { ($0.until ?? moment) < ($1.until ?? moment) }) {
            next[override.siteID] = nil
            let configured = sites.sites.first { $0.id == override.siteID }?.level ?? override.level
            try become(
                next,
                LevelChange(
                    what: .ended, siteID: override.siteID, from: override.level, to: configured, override: override,
                    moment: override.until ?? moment, by: override.by))
        }
    }

    private func become(_ next: [SiteID: LevelOverride], _ change: LevelChange) throws {
        try keep(next.values.sorted { $0.siteID.rawValue < $1.siteID.rawValue }, change)
        overrides.withLock { $0 = next }
        history.withLock { $0.add(change) }
    }
}

import OCPP
import OCPPLog

/// What of a segment is to be kept, as far as its summary says.
struct SegmentLife {
    /// Nothing of it is to be kept.
    var isDead = true
    /// All entries of one level and site are expired, while others live.
    var hasDeadClass = false
    /// The moment up to which anything at all in it may have expired; nil: nothing ever does.
    private var latestLimit: Timestamp?
    private let oldest: Timestamp

    /// - Parameter sites: the sites by their numbers.
    init(_ segment: LoadedSegment, _ retention: Retention, _ sites: [SiteID], _ now: Timestamp) {
        oldest = segment.oldest
        for life in segment.facts.lives {
            let isKnown = life.site != NameTable.unknown && sites.indices.contains(Int(life.site))
            let site = isKnown ? sites[Int(life.site)] : nil
            guard let limit = site.map({ retention.limit($0, life.level, now) }) ?? nil else {
                isDead = false
                continue
            }
            latestLimit = max(latestLimit ?? limit, limit)
            if life.datetime < limit.microseconds { hasDeadClass = true } else { isDead = false }
        }
        if segment.facts.lives.isEmpty { isDead = false }
    }

    /// Whether the oldest entry may have been expired for so long.
    func oldestIsOverdue(by time: Duration) -> Bool {
        latestLimit.map { oldest.advanced(by: time) < $0 } ?? false
    }
}

extension Retention {
    /// Whether there is anything that is not kept for ever.
    var keepsNotAll: Bool {
        ([days] + sites.values).contains { $0.info != nil || $0.debug != nil }
    }

    /// What is older than this moment is expired; nil: nothing is.
    func limit(_ site: SiteID, _ level: Level?, _ now: Timestamp) -> Timestamp? {
        let days = sites[site] ?? days
        let count = level == .debug ? days.debug : days.info
        // A century of days is for ever: the product has no room for more.
        return count.flatMap { $0 <= 36_500 ? now.advanced(by: .seconds(-86_400 * Int64(max(0, $0)))) : nil }
    }

    func isExpired(_ entry: Entry, _ now: Timestamp) -> Bool {
        limit(entry.siteID, entry.level, now).map { entry.datetime < $0 } ?? false
    }
}

import OCPP
import OCPPLog

/// The sites and charging stations of an open store, with a number for each pair of them (a *peer*) and each site.
///
/// Number 0 stands for what has no number since the table is full: such an entry may be of any peer.
struct NameTable: Sendable {
    /// So many peers have numbers. What exceeds it is found all the same, only not ruled out by name.
    static let defaultLimit = 1 << 18
    /// The number of what has none.
    static let unknown: Int32 = 0

    private let limit: Int
    private var peerTable = InternTable()
    private var siteTable = InternTable()
    /// Used again and again: every entry is looked up.
    private var scratch = RecordWriter(capacity: 64)
    /// By the number of a peer.
    private(set) var sites: [SiteID] = [SiteID("")]
    private(set) var chargers: [ChargerID] = [ChargerID("")]
    private(set) var siteNumbers: [Int32] = [unknown]
    /// By the number of a site.
    private(set) var siteNames: [SiteID] = [SiteID("")]

    /// - Parameter limit: so many peers have numbers.
    init(limit: Int = defaultLimit) {
        self.limit = limit
    }

    /// One more than the highest number of a peer.
    var count: Int { chargers.count }

    /// The number of a peer.
    mutating func peer(_ site: SiteID, _ charger: ChargerID) -> Int32 {
        // Taken out meanwhile, so that it is not copied.
        var writer = scratch
        scratch = RecordWriter()
        defer { scratch = writer }
        writer.removeAll()
        writer.peer(site, charger)
        return peer(coded: writer.bytes.span) { (site, charger) }
    }

    /// The number of a peer, known by its bytes in a summary.
    mutating func peer<Failure: Error>(
        coded: Span<UInt8>, _ read: () throws(Failure) -> (SiteID, ChargerID)
    ) throws(Failure) -> Int32 {
        if let number = peerTable.knownNumber(of: coded) { return Int32(truncatingIfNeeded: number + 1) }
        guard peerTable.count < limit else { return Self.unknown }
        let (site, charger) = try read()
        let number = peerTable.number(of: coded)
        sites.append(site)
        chargers.append(charger)
        siteNumbers.append(self.number(of: site))
        return Int32(truncatingIfNeeded: number + 1)
    }

    /// The number of a site.
    mutating func number(of site: SiteID) -> Int32 {
        guard siteTable.count < limit || siteTable.knownNumber(of: site.rawValue.utf8.span) != nil else {
            return Self.unknown
        }
        let number = siteTable.number(of: site.rawValue.utf8.span)
        if number + 1 == siteNames.count { siteNames.append(site) }
        return Int32(truncatingIfNeeded: number + 1)
    }
}

extension RecordWriter {
    mutating func peer(_ site: SiteID, _ charger: ChargerID) {
        text(site.rawValue)
        text(charger.rawValue)
    }
}

extension RecordReader {
    mutating func peer(in bytes: Span<UInt8>) throws(StoreError) -> (SiteID, ChargerID) {
        (SiteID(try text(in: bytes)), ChargerID(try text(in: bytes)))
    }
}

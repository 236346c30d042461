import OCPP
import OCPPLog

/// Keeps watch over reports that come in parts: which have all of them (OCPP 2.0.1 Part 2, B07 and N).
struct SettingReports: Sendable {
    /// One report, by the id of the request that asked for it.
    struct Report: Sendable {
        var requestID: Int
        var parts: Set<Int> = []
        /// The number of the part that said that nothing follows.
        var last: Int?
        var stamp: Setting.Stamp
    }

    /// So many reports are watched at once, and so many parts of each.
    private static let (mostReports, mostParts) = (8, 10_000)

    /// The newest last.
    private(set) var reports: [Report] = []

    /// Takes note of a part. A first part begins a report anew, for ids are used again.
    mutating func read(_ request: Members, _ stamp: Setting.Stamp) {
        guard let id = request.integer("requestId"), let part = request.integer("seqNo"), part >= 0,
            part < Self.mostParts
        else { return }
        let known = reports.firstIndex { $0.requestID == id }
        var report = known.map { reports.remove(at: $0) } ?? Report(requestID: id, stamp: stamp)
        if part == 0, report.parts.contains(0) { report = Report(requestID: id, stamp: stamp) }
        report.parts.insert(part)
        report.stamp = stamp
        // Without `tbc` nothing follows: its default is false.
        if request.flag("tbc") != true { report.last = part }
        reports.append(report)
        if reports.count > Self.mostReports { reports.removeFirst() }
    }
}

/// The last report of its variables that a station sent in parts.
public struct SettingReport: Sendable, Hashable {
    /// What the request that asked for it and its parts have in common.
    public var requestID: Int
    /// Parts that came.
    public var parts: Int
    /// Parts that are missing before the last one that came.
    public var missing: Int
    /// Whether the part came that says that nothing follows.
    public var isEnded: Bool
    /// When its newest part came.
    public var stamp: Setting.Stamp

    /// Whether every part came.
    public var isWhole: Bool { isEnded && missing == 0 }

    init(_ report: SettingReports.Report) {
        requestID = report.requestID
        parts = report.parts.count
        missing = max(report.last ?? 0, report.parts.max() ?? 0) + 1 - report.parts.count
        isEnded = report.last != nil
        stamp = report.stamp
    }
}

import Foundation
import Logging
import OCPP
import OCPPLog

/// The levels that are set while the program runs, in the data directory: what is set in `levels.json`, every change as a line
/// of `level-changes.ndjson`.
struct KeptLevels: Sendable {
    static let fileName = "levels.json"
    static let changesName = "level-changes.ndjson"
    /// A log of changes that is longer, in bytes, becomes the one before, in whose place it is kept once.
    private static let longestChanges = 1 << 20

    let directory: DataDirectory
    let logger: Logger

    /// The levels as the last process left them, over the configured ones.
    ///
    /// A file that cannot be read does not keep the program from starting: it is told and put aside, and the configured
    /// levels are in force.
    func levels(_ sites: SiteDirectory, now: @escaping @Sendable () -> Timestamp = SystemTime.now) -> SiteLevels {
        let overrides = read()
        let known = Set(sites.sites.map(\.id))
        for override in overrides where !known.contains(override.siteID) {
            logger.notice(
                "a level is set for a site that is not configured any more; it counts for nothing",
                metadata: ["site": "\(override.siteID)"])
        }
        return SiteLevels(sites, overrides: overrides, changes: changes(), now: now) { overrides, change in
            try keep(overrides, change)
        }
    }

    private func read() -> [LevelOverride] {
        let path = directory.path(Self.fileName)
        let aside = path + ".broken"
        do {
            guard let text = try directory.text(in: Self.fileName) else { return [] }
            if let overrides = LevelJSON.overrides(in: Array(text.utf8)) { return overrides }
        } catch {
            logger.error("\(error)")
        }
        let isAside = rename(path, aside) == 0
        logger.error(
            "levels that were set cannot be read; the configured levels are in force",
            metadata: ["file": "\(isAside ? aside : path)"])
        return []
    }

    /// What was changed before, the oldest first. A line that cannot be read is left out: it decides nothing.
    private func changes() -> [LevelChange] {
        [Self.changesName + ".1", Self.changesName].flatMap { name in
            ((try? directory.text(in: name)) ?? "").split(separator: "\n").suffix(LevelHistory.most)
                .compactMap { LevelJSON.change(in: Array($0.utf8)) }
        }
    }

    private func keep(_ overrides: [LevelOverride], _ change: LevelChange) throws {
        do {
            try directory.keep(LevelJSON.text(of: overrides), in: Self.fileName)
        } catch {
            throw StoreError(.unwritable, "the level cannot be kept: \(error)", cause: error)
        }
        logger.notice(
            "the level of a site was changed",
            metadata: [
                "site": "\(change.siteID)", "from": "\(change.from.rawValue)", "to": "\(change.to.rawValue)",
                "until": "\(change.override?.until?.description ?? "-")", "by": "\(change.by)",
                "what": "\(change.what.rawValue)",
            ])
        guard append(LevelJSON.text(of: change) + "\n") else {
            return logger.warning(
                "a change of a level could not be written to the log of changes",
                metadata: ["file": "\(directory.path(Self.changesName))"])
        }
    }

    /// - Returns: whether the line is on the disk.
    private func append(_ line: String) -> Bool {
        let path = directory.path(Self.changesName)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let bytes = Array(line.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else { return false }
        if lseek(descriptor, 0, SEEK_END) > Self.longestChanges { rename(path, path + ".1") }
        return true
    }
}

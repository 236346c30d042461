import GRDB
import OCPPLog

/// In format 3 no entry had findings. Its tables are those of now, and what was written to them is read as it is: a file gets
/// the version of now, so that no older program takes entries with findings for damaged ones.
enum ThirdFormat {
    private static let version = 3

    /// Makes a month's file one of the format of now.
    static func bringUpToDate(_ db: Database) throws {
        guard try Schema.storedVersion(db) == version else { return }
        try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
    }
}

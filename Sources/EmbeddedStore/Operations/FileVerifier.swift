import Foundation
import GRDB
import OCPP
import OCPPLog

/// Reads all of one month's file.
struct FileVerifier {
    private let name: String
    private let file: MonthFile
    private let directory: LogDirectory
    var found = StoreVerification()

    init(_ month: Month, _ directory: LogDirectory) {
        name = month.fileName
        file = MonthFile(month, in: directory, forReading: true)
        self.directory = directory
    }

    /// One of an older version is not damaged, and cannot be read before a writer has brought it up to date.
    func expectCurrent() throws(StoreError) {
        defer { try? file.close() }
        // What cannot be read at all is a finding, later.
        guard let version = try? file.readNow({ try Schema.storedVersion($0) }), version > 0 else { return }
        if version < Schema.oldestReadable { throw StoreError.older(directory) }
    }

    /// - Parameter progress: told how many segments of how many were read.
    mutating func verify(_ progress: (Int, Int) -> Void) throws {
        defer { try? file.close() }
        part(.file) { db, _ in
            for line in try String.fetchAll(db, sql: "PRAGMA quick_check(5)") where line != "ok" {
                throw StoreError(.corrupt, "SQLite says: \(line)")
            }
        }
        part(.numbers) { db, _ in _ = try MetaTable(db: db).read() }
        part(.unfinished) { db, _ in _ = try UnfinishedTables(db: db).all() }
        for table in 0...1 { part(.hot) { try $1.verifyHotRows(of: table, $0) } }
        var segments: [Int64] = []
        part(.summary) { db, _ in segments = try SegmentTable(db: db).ids() }
        for (index, id) in segments.enumerated() {
            progress(index, segments.count)
            part(.block, segment: id) { db, verifier in
                var segment = SegmentVerifier(id, name: verifier.name, db)
                // Nothing is found when it was dropped meanwhile: this is a snapshot of its own.
                guard try segment.verify() else { return }
                verifier.found.segments += 1
                verifier.found.blocks += segment.found.blocks
                verifier.found.entries += segment.found.entries
                verifier.found.damages += segment.found.damages
            }
        }
        part(.file) { db, _ in
            let strays = try Int.fetchOne(
                db, sql: "SELECT COUNT(*) FROM parts WHERE id >> 8 NOT IN (SELECT id FROM segments)")
            guard strays ?? 0 == 0 else {
                throw StoreError(.corrupt, "there are blocks of a segment that is not listed")
            }
        }
        progress(segments.count, segments.count)
    }

    /// Runs one step; what it throws is a finding.
    private mutating func part(
        _ part: StoreDamage.Part, segment: Int64? = nil, _ step: (Database, inout FileVerifier) throws -> Void
    ) {
        do {
            try file.readNow { try step($0, &self) }
        } catch {
            let sentence = (error as? StoreError ?? StoreError(translating: error, directory)).sentence
            found.damages.append(StoreDamage(name, part, sentence, segment: segment, entries: nil))
        }
    }

    private mutating func verifyHotRows(of table: Int, _ db: Database) throws {
        try HotTable(db: db, number: table).forEachRow(after: .min) { row in
            switch row.entries {
            case .success(let entries): found.entries += entries.count
            case .failure(let error):
                var damage = StoreDamage(
                    name, .hot, "row \(row.first) of hot\(table): \(error.sentence)", entries: row.count)
                damage.oldest = Timestamp(microseconds: row.oldest)
                damage.newest = Timestamp(microseconds: row.newest)
                found.damages.append(damage)
            }
        }
    }
}

import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Each entry is found by its id, and no other.
struct EntryLookupTests {
    private static func files() throws -> (SearchedFiles, [Entry]) {
        let entries = (1...300).map { Entry.stored(Int64($0), at: Double($0), charger: "CP-\($0 % 7)") }
        return (try SearchedFiles(entries, sizes: [64, 100, 64]), entries)
    }

    @Test func everyEntryIsFound() async throws {
        let (files, entries) = try Self.files()
        for entry in entries {
            let found = try await EntryLookup(entry.id).entry(in: files.files)
            try #require(found == entry)
        }
        for id in [EntryID(origin: 7, sequence: 301), EntryID(origin: 8, sequence: 5), .unassigned] {
            let found = try await EntryLookup(id).entry(in: files.files)
            #expect(found == nil)
        }
    }

    @Test func damageIsToldOnlyOfWhatMayBeInIt() async throws {
        var (files, entries) = try Self.files()
        files.files[0].damage(BlockPlace(segment: 1, block: 0), .meta)
        var damaged = 0
        for entry in entries {
            do {
                let found = try await EntryLookup(entry.id).entry(in: files.files)
                try #require(found == entry)
            } catch let error as StoreError {
                #expect(error.code == .corrupt)
                damaged += 1
            }
        }
        #expect(damaged == 16)
    }
}

import EmbeddedStore
import Foundation
import OCPPLog
import TestSupport
import Testing

/// A second handle reads while the first one writes.
struct ReadingBesideTests {
    private let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test func aReaderSeesWhatIsCommittedAndNothingElse() async throws {
        let writer = try EmbeddedStore.usual(place.path)
        let reader = try EmbeddedStore.openForReading(directory: place.path)
        #expect(reader.origin == writer.origin)
        for number in 1...30 as ClosedRange<Int64> {
            try await writer.commit(.numbered([number]))
            let page = try await reader.search(Search(limit: 1))
            #expect(page.sequences == [number])
        }
        let last = try await reader.lastSequence()
        #expect(last == 30)
    }

    @Test func readersAndWriterDoNotWaitForEachOther() async throws {
        let writer = try EmbeddedStore.usual(place.path)
        try await writer.commit(.numbered(1...50))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                let reader = try EmbeddedStore.openForReading(directory: place.path)
                group.addTask {
                    for _ in 0..<40 {
                        let page = try await reader.search(Search(limit: 500))
                        // Batches of ten are seen whole.
                        #expect(page.entries.count % 10 == 0)
                        #expect(page.sequences == page.sequences.sorted(by: >))
                    }
                    try await reader.close()
                }
            }
            group.addTask {
                for batch in 0..<40 as Range<Int64> {
                    try await writer.commit(.numbered((51 + batch * 10)...(60 + batch * 10)))
                }
            }
            try await group.waitForAll()
        }
        let last = try await writer.lastSequence()
        #expect(last == 450)
    }

    @Test func aReaderWritesNothing() async throws {
        let writer = try EmbeddedStore.usual(place.path)
        try await writer.commit(.numbered(1...3))
        let reader = try EmbeddedStore.openForReading(directory: place.path)
        let error = await #expect(throws: StoreError.self) { try await reader.commit(.numbered([4])) }
        #expect(error?.code == .unwritable)
        #expect(error?.sentence == "the log in \(place.path) was opened for reading")
    }

    @Test func aLogThatNobodyWritesToIsReadAndNotChanged() async throws {
        let writer = try EmbeddedStore.usual(place.path)
        try await writer.commit(.numbered(1...3))
        try await writer.close()
        let file = place.url.appending(path: "log-2026-11.sqlite")
        let before = try Data(contentsOf: file)
        let reader = try EmbeddedStore.openForReading(directory: place.path)
        let page = try await reader.search(Search())
        #expect(page.sequences == [3, 2, 1])
        try await reader.close()
        #expect(try Data(contentsOf: file) == before)
        // And a writer opens it while it is read, and after.
        let again = try EmbeddedStore.usual(place.path)
        try await again.commit(.numbered([4]))
    }
}

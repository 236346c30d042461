import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// What was read for one search serves the next, never too much of it is kept, and nobody is given another's block.
struct SpareBlocksTests {
    private static let entries = (1...300).map { Entry.stored(Int64($0), at: Double($0), charger: "CP-\($0 % 7)") }

    private static func files(most: Int = 16 << 20) throws -> SearchedFiles {
        var files = try SearchedFiles(entries, sizes: [100, 100, 100])
        files.spares = SpareBlocks(most: most)
        return files
    }

    private static func partsRead(_ files: SearchedFiles) -> Int {
        files.files.reduce(0) { $0 + $1.partsRead }
    }

    @Test func askingAgainReadsNoPartAgainAndFindsTheSame() async throws {
        let files = try Self.files()
        let search = Search(try QueryParser.parse("charger:CP-3"), limit: 20)
        let first = try await files.page(search)
        let read = Self.partsRead(files)
        let second = try await files.page(search)
        #expect(first.entries.count == 20)
        #expect(second.entries == first.entries)
        #expect(Self.partsRead(files) == read)
        #expect(files.spares.figures.taken > 0)
    }

    @Test func turningPagesGivesEveryEntryOnce() async throws {
        for most in [0, 40_000, 16 << 20] {
            let files = try Self.files(most: most)
            var search = Search(limit: 7)
            var found: [Entry] = []
            while true {
                let page = try await files.page(search)
                found += page.entries
                #expect(files.spares.figures.bytes <= most)
                guard let next = page.next else { break }
                search.after = next
            }
            #expect(found == Self.entries.reversed())
        }
    }

    @Test func aBlockIsWithOneSearchAtATime() throws {
        let files = try Self.files()
        let (segment, source) = (files.files[0].segments[0], MemoryFile.Source(file: files.files[0]))
        let decompressor = try PartDecompressor()
        let own = files.spares.reader(of: segment, block: 1, source, decompressor)
        let meta = try own.meta()
        files.spares.keep(own, of: segment)
        let taken = files.spares.reader(of: segment, block: 1, source, decompressor)
        let other = files.spares.reader(of: segment, block: 1, source, decompressor)
        let takenMeta = try taken.meta()
        #expect(takenMeta === meta)
        #expect(other !== taken)
        // Both come back: one of them is kept.
        files.spares.keep(taken, of: segment)
        let bytes = files.spares.figures.bytes
        files.spares.keep(other, of: segment)
        #expect(files.spares.figures.bytes < bytes)
    }

    @Test func anotherSegmentOfTheSameNumberGetsNothingOfIt() throws {
        let (files, others) = (try Self.files(), try Self.files())
        let source = MemoryFile.Source(file: files.files[0])
        let reader = files.spares.reader(of: files.files[0].segments[0], block: 0, source, try PartDecompressor())
        files.spares.keep(reader, of: files.files[0].segments[0])
        let other = files.spares.reader(of: others.files[0].segments[0], block: 0, source, try PartDecompressor())
        #expect(other !== reader)
    }

    @Test func aBlockThatCouldNotBeReadToTheEndIsNotKept() async throws {
        var files = try SearchedFiles(Array(Self.entries.prefix(16)), sizes: [16], files: 1)
        files.spares = SpareBlocks()
        files.files[0].damage(BlockPlace(segment: 1, block: 0), .text)
        // Found by its columns; the damage shows when the entries are made.
        let page = try await files.page(Search(limit: 20))
        #expect(page.unreadable == 16)
        #expect(files.spares.figures.missed == 1)
        #expect(files.spares.figures.bytes == 0)
    }

    @Test func aBlockThatLetGoOfItsFileReadsNoMore() throws {
        let files = try Self.files()
        let (segment, source) = (files.files[0].segments[0], MemoryFile.Source(file: files.files[0]))
        let reader = files.spares.reader(of: segment, block: 0, source, try PartDecompressor())
        files.spares.keep(reader, of: segment)
        #expect(throws: BlockGone.self) { try reader.meta() }
    }
}

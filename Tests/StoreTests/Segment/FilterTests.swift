import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Filters never forget, and seldom make things up.
struct FilterTests {
    @Test(arguments: [
        ("{\"idTag\":\"DE-8AA-CB8\"}", "8aa", true), ("{\"vendorId\":\"ACME\"}", "acme", true),
        ("{\"vendorId\":\"ACME\"}", "ACNE", false), ("{\"v\":\"\u{212A}elvin\"}", "kelvin", true),
        ("{\"v\":\"Mai\u{17F}on\"}", "MAISON", true), ("{\"v\":\"Gr\u{F6}\u{DF}e10a\"}", "e10a", true),
        ("2026-11-23T10:41:07Z", "2026", true), ("2026-11-23T10:41:07Z", "9999", true),
    ])
    func textsAreFoundInAnyCase(_ text: String, _ needle: String, _ isFound: Bool) {
        var filter = GramFilter()
        filter.add(text.utf8.span)
        #expect(filter.mayHold(GramProbe(text: needle)) == isFound)
        #expect(filter.folded(to: 1_024).mayHold(GramProbe(text: needle)) || !isFound)
    }

    /// What is on disks was made of these bits: they stay as they are.
    @Test func theWindowsAreThoseThatALookAtEachByteFinds() {
        var generator = SeededGenerator(seed: 11)
        let letters = Array("abtzTZKxy019/:@[`{ -\"\u{212A}\u{17F}\u{F6}".utf8) + [0, 0x7F, 0x80, 0xFF]
        for length in 0...300 {
            let text = (0..<length).map { _ in letters[Int.random(in: letters.indices, using: &generator)] }
            var found: [Int] = []
            let isASCII = Grams.forEachWindow(of: text.span) { found.append($0) }
            var expected: [Int] = []
            for end in text.indices where end >= 3 {
                let window = text[end - 3...end].map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }
                let areWords = window.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 }
                guard areWords, window.contains(where: { $0 > 0x39 && $0 != 0x74 && $0 != 0x7A }) else { continue }
                let number = window.reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
                expected.append(Int((number &* 0x9E37_79B1) >> 17))
            }
            #expect(found == expected)
            #expect(isASCII == text.allSatisfy { $0 < 0x80 })
        }
    }

    @Test func wholeValuesOfDigitsAreFound() {
        var filter = GramFilter()
        for number in 0..<200 {
            var entry = Entry.stored(1)
            entry.transactionID = "\(number * 17)"
            entry.idTag = "0000\(number)"
            filter.add(entry)
        }
        let salts = GramFilter.salts
        #expect((0..<200).allSatisfy { filter.mayHold(GramProbe(value: "\($0 * 17)", salt: salts.transaction)) })
        #expect((0..<200).allSatisfy { filter.mayHold(GramProbe(value: "0000\($0)", salt: salts.tag)) })
        let wrong = (0..<10_000).count { filter.mayHold(GramProbe(value: "8\($0)8", salt: salts.tag)) }
        #expect(wrong < 20)
    }

    @Test(arguments: [1, 2, 3, 5, 16, 32])
    func theBlocksOfAUniqueIDAreFound(_ blocks: Int) {
        let filter = UniqueIDFilter(blocks: blocks, ids: 500)
        var rows = Array(repeating: [UInt8](repeating: 0, count: filter.bytesPerRow), count: filter.rows)
        for block in 0..<blocks {
            for id in 0..<500 {
                filter.add(UniqueIDFilter.hash(of: "\(block)-\(id)"), block: block, to: &rows)
            }
        }
        var wrong = 0
        for block in 0..<blocks {
            for id in 0..<500 {
                let hash = UniqueIDFilter.hash(of: "\(block)-\(id)")
                let row = rows[filter.row(of: hash)]
                let found = filter.blocks(with: hash, in: row.span)
                #expect(found >> UInt32(block) & 1 == 1)
                wrong += (found & ~(1 << UInt32(block))).nonzeroBitCount
            }
        }
        // 2.2 % are to be expected.
        #expect(wrong < blocks * blocks * 500 / 30)
        #expect(UniqueIDFilter(width: filter.width, places: filter.places, rows: filter.rows) == filter)
    }

    @Test func hashesOfTextsInOtherCaseAreEqual() {
        for text in ["", "A", "ABCDEFGH", "abcDEFghIJ[`{@Zz", "3F09A2C1-77aa-4B2E-9D11-0123456789AB", "\u{212A}ÖL"] {
            let folded = CaseFolding.fold(text)
            #expect(FilterHash.folded(text, seed: 5) == FilterHash.folded(folded, seed: 5))
            #expect(FilterHash.folded(text, seed: 5) == FilterHash.hash(folded.utf8.span, seed: 5))
        }
        #expect(FilterHash.folded("a", seed: 1) != FilterHash.folded("a", seed: 2))
        #expect(FilterHash.folded("a", seed: 1) != FilterHash.folded("a\0", seed: 1))
    }

    /// What is on disks must be found by later versions.
    @Test func hashesStayAsTheyAre() {
        #expect(FilterHash.folded("DE-8AA-CB8", seed: 5) == FilterHash.folded("de-8aa-cb8", seed: 5))
        #expect(Grams.bits(of: "04A2", salt: GramFilter.salts.tag) == [26267, 5467, 28594])
        #expect(GramProbe(text: "meter").bits == [30574, 10357])
        #expect(UniqueIDFilter.hash(of: "4711") == 1_753_586_501_101_717_566)
    }
}

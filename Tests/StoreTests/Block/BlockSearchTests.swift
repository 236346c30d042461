import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// A search of a block leaves out no row that matches, and keeps few that do not.
struct BlockSearchTests {
    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func textsOfRealTrafficAreFoundExactly() throws {
        var random = SeededGenerator(seed: 21)
        let entries = try TracedEntries.all(using: &random)
        try expectFound(entries, needles: 3_000, random: &random)
    }

    @Test func textsInColumnsOfEachKindAreFoundExactly() throws {
        var random = SeededGenerator(seed: 22)
        var entries: [Entry] = []
        for row in 0..<600 {
            let (a, b, c, d) = (row % 7, row * 13 % 1_000, Double(row % 40) / 8, row % 90 + 10)
            let words = ["Faulted", "faulted", "Available", "x", "", "SuspendedEV"]
            entries.append(
                .exchange(
                    payload: """
                        {"connectorId":\(a), "value":"\(b).\(d)","t":"2026-11-\(10 + row % 20)T1\(a):20:\(d % 50 + 10)Z",\
                        "n":\(c),"s":"\(words[row % 6])","id":"ABC\(b)","list":[\(a),\(b),"\(b)","\(c)",null,true]}
                        """, at: Double(row)))
        }
        try expectFound(entries, needles: 4_000, random: &random)
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func textsOfDamagedEntriesAreNotMissed() throws {
        var mutator = EntryMutator(random: SeededGenerator(seed: 23))
        var random = SeededGenerator(seed: 24)
        let entries = try TracedEntries.all(using: &random).map { mutator.mutated($0) }
        try expectFound(entries, needles: 1_500, random: &random)
    }

    @Test func textsOfEntriesWithAnythingInThemAreNotMissed() throws {
        var generator = EntryGenerator(random: SeededGenerator(seed: 25))
        var random = SeededGenerator(seed: 26)
        try expectFound((0..<400).map { _ in generator.entry() }, needles: 1_500, random: &random)
    }

    @Test func chosenTextsAreFound() throws {
        var random = SeededGenerator(seed: 27)
        var entries = [
            "k", "\u{212A}", "\u{17F}", "é", "É", "e\u{301}", "7", "007", "1e5", "", "T", "z", "\"", "\\\"", "ok",
        ]
        .map { Entry.exchange(payload: "{\"w\":\"\($0)\",\"n\":12,\"s\":\"A \($0) b\"}") }
        var error = Entry.exchange(payload: "{}")
        error.response = RecordedFrame(
            Array("[4,\"7\",\"InternalError\",\"Out of memory 17\"]".utf8), payload: nil,
            error: .init(code: .internalError, text: "Out of memory 17"))
        entries += [error, error]
        error.response?.error?.text = "é"
        entries.append(error)
        // Equal to Swift, but not the same bytes.
        for code in ["Caf\u{E9}", "Cafe\u{301}"] {
            error.response?.error = .init(code: ErrorCode(code), text: "")
            entries.append(error)
        }
        let texts = [
            "k", "K", "s", "\u{212A}", "é", "É", "7", "007", "12", "\"n\":12", "a k b", "internalerror", "memory", "17",
            "y 1",
            "zz", "\"", "\\", "ok", ":\"\"", "", "[4", "heartbeat", "e5", "0", "t", "漢", "cafe",
            "caf\u{E9}",
            "\"w\":\"k\",\"n\":12,\"s\":\"a k b\"}",
        ]
        try expectFound(entries, texts: texts, &random)
    }

    private func expectFound(_ entries: [Entry], needles: Int, random: inout SeededGenerator) throws {
        var texts: [String] = []
        while texts.count < needles {
            guard let entry = entries.randomElement(using: &random) else { continue }
            let frame =
                (Bool.random(using: &random) ? entry.request : entry.response) ?? RecordedFrame([], payload: nil)
            let bytes = frame.payload == nil ? frame.bytes[...] : frame.payloadBytes
            guard !bytes.isEmpty else {
                texts.append("é\(texts.count)")
                continue
            }
            let start = Int.random(in: bytes.indices, using: &random)
            let longest = [3, 6, 12, 40].randomElement(using: &random) ?? 3
            let piece = bytes[start..<min(bytes.endIndex, start + Int.random(in: 1...longest, using: &random))]
            var text = String(decoding: piece, as: UTF8.self)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: text = text.uppercased()
            case 1: text = text.lowercased()
            case 2: text = String(text.map { $0.isNumber ? "7" : $0 })
            case 3: text = String(text.filter(\.isNumber)) + "\(texts.count % 100)"
            default: break
            }
            texts.append(text)
        }
        try expectFound(entries, texts: texts, &random)
    }

    private func expectFound(_ entries: [Entry], texts: [String], _ random: inout SeededGenerator) throws {
        var writer = try BlockWriter()
        let block = try writer.seal(entries[...])
        // What is looked for in names is not the block's.
        let bare = entries.map { entry in
            var bare = entry
            bare.action = nil
            bare.chargerID = ChargerID("")
            bare.siteID = SiteID("")
            return bare
        }
        let odd: [[UInt8]] = [Array("\u{212A}".utf8), Array("\u{17F}".utf8)]
        let isOdd = bare.map { entry in
            [entry.request, entry.response].contains { frame in
                guard let frame else { return false }
                return odd.contains { frame.bytes[...].firstRange(ofBytes: $0) != nil }
            }
        }
        let reader = try BlockReader(block)
        var matchCount = 0
        for text in texts where !text.isEmpty {
            let free = Query.FreeText(text)
            let found = try BlockSearch(free).candidates(in: reader)
            let matcher = QueryMatcher(.text(free), sites: SiteDirectory([]))
            let isExact = text.utf8.count >= 3 && text.utf8.allSatisfy { $0 < 0x80 } || found?.isExact == true
            for row in rowsToAsk(found?.rows, of: bare.count, &random) {
                let entry = bare[row]
                let (matches, isFound) = (matcher.matches(entry), found?.rows.contains(row) ?? false)
                if matches && !isFound || isExact && isFound && !matches && (!isOdd[row] || found?.isExact == true) {
                    let frames = [entry.request, entry.response].map {
                        String(decoding: $0?.bytes ?? [], as: UTF8.self)
                    }
                    Issue.record("\(text.debugDescription) matches: \(matches), found: \(isFound), in \(frames)")
                    return
                }
                matchCount += matches ? 1 : 0
            }
        }
        #expect(matchCount >= texts.count / 2)
    }

    /// All rows where they are few; else some, and many of those that were found: the matcher is slow where it is asked often.
    private func rowsToAsk(_ found: RowSet?, of count: Int, _ random: inout SeededGenerator) -> [Int] {
        if count <= 60 { return Array(0..<count) }
        return (found?.shuffled(using: &random).prefix(20) ?? [])
            + (0..<60).map { _ in Int.random(in: 0..<count, using: &random) }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func firstRange(ofBytes needle: [UInt8]) -> Int? {
        indices.first { self[$0...].starts(with: needle) }
    }
}

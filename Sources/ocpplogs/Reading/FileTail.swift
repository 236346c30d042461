import Foundation
import OCPP
import OCPPLog

/// Follows a file that grows, as `tail -F` does: also when it is cut, or another takes its place. Standard input until its end.
struct FileTail {
    let path: String
    let question: LogQuestion
    let manner: TailManner
    /// - Throws: ``CommandFailure`` when the file cannot be read.
    func run(_ handle: (TailNews) async throws -> Void) async throws {
        var (input, reading) = try open()
        var iterator = input.makeAsyncIterator()
        var matching = Matching(query: question.query)
        /// The newest entries of what is there already; nil when they are handed out.
        var last: [Entry]? = []
        while true {
            if let piece = try await iterator.next() {
                try await reading.take(piece) { try await take(matching.filter($0), &last, handle) }
                continue
            }
            let isOver = path == "-"
            if isOver { try await reading.finish { try await take(matching.filter($0), &last, handle) } }
            if let entries = last, !entries.isEmpty { try await handle(.entries(entries)) }
            last = nil
            if isOver { return }
            try await manner.sleep(manner.interval)
            guard let change = Self.change(path, input) else { continue }
            try await handle(.notice("\(reading.name) \(change); it is read from its beginning"))
            (input, reading) = try open()
            iterator = input.makeAsyncIterator()
        }
    }

    private func open() throws -> (ImportSource, FileReading) {
        let input = try ImportSource(path)
        return (input, FileReading(input.name, keeping: question))
    }

    private func take(
        _ matching: [Entry], _ last: inout [Entry]?, _ handle: (TailNews) async throws -> Void
    ) async throws {
        guard let before = last else {
            if !matching.isEmpty { try await handle(.entries(matching)) }
            return
        }
        last = (before + matching).suffix(manner.last)
    }

    /// Tells which entries match, in the order of the file: what a station said when it booted holds for those behind it.
    private struct Matching {
        let query: Query
        private var boots = BootDirectory()
        private var matcher: QueryMatcher

        init(query: Query) {
            self.query = query
            matcher = QueryMatcher(query)
        }

        mutating func filter(_ entries: [Entry]) -> [Entry] {
            if query.asksBoots, entries.contains(where: BootDirectory.isBoot) {
                for entry in entries { boots.add(entry) }
                matcher = QueryMatcher(query.resolving(boots))
            }
            return entries.filter(matcher.matches)
        }
    }

    /// What became of the file under the one that is open; nil: it is the same, or it is gone and another may come.
    private static func change(_ path: String, _ input: ImportSource) -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        if input.inode != UInt64(facts.st_ino) { return "is another file now" }
        return Int64(facts.st_size) < input.read ? "was cut" : nil
    }
}

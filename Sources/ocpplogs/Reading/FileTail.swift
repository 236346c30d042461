import Foundation
import OCPP
import OCPPLog

/// Follows a file that grows, as `tail -F` does: also when it is cut, or another takes its place. Standard input until its end.
struct FileTail {
    let path: String
    let question: LogQuestion
    let manner: TailManner
    private let matcher: QueryMatcher

    init(path: String, question: LogQuestion, manner: TailManner) {
        self.path = path
        self.question = question
        self.manner = manner
        matcher = QueryMatcher(question.query)
    }

    /// - Throws: ``CommandFailure`` when the file cannot be read.
    func run(_ handle: (TailNews) async throws -> Void) async throws {
        var (input, reading) = try open()
        var iterator = input.makeAsyncIterator()
        /// The newest entries of what is there already; nil when they are handed out.
        var last: [Entry]? = []
        while true {
            if let piece = try await iterator.next() {
                try await reading.take(piece) { try await take($0, &last, handle) }
                continue
            }
            let isOver = path == "-"
            if isOver { try await reading.finish { try await take($0, &last, handle) } }
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
        _ entries: [Entry], _ last: inout [Entry]?, _ handle: (TailNews) async throws -> Void
    ) async throws {
        let matching = entries.filter(matcher.matches)
        guard let before = last else {
            if !matching.isEmpty { try await handle(.entries(matching)) }
            return
        }
        last = (before + matching).suffix(manner.last)
    }

    /// What became of the file under the one that is open; nil: it is the same, or it is gone and another may come.
    private static func change(_ path: String, _ input: ImportSource) -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        if input.inode != UInt64(facts.st_ino) { return "is another file now" }
        return Int64(facts.st_size) < input.read ? "was cut" : nil
    }
}

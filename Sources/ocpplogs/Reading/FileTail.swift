// The compiler takes `stat` for a part of CoreFoundation or of Glibc, by what it has read before.
import CoreFoundation
import Foundation
import OCPP
import OCPPLog

/// Follows a file that grows, as `tail -F` does: also when it is cut, or another takes its place. Standard input until its end.
struct FileTail {
    let path: String
    let question: LogQuestion
    let manner: TailManner
    /// That of times of which nobody knows the zone.
    let zone: ShownZone
    /// Whether all of what is there is handed out as it is read, and not the newest of it.
    var handsAllOut = false

    /// - Returns: what of the file is no entry, as a sentence; nil when all is.
    /// - Throws: ``CommandFailure`` when the file cannot be read.
    @discardableResult
    func run(_ handle: (TailNews) async throws -> Void) async throws -> String? {
        var (input, reading) = try open()
        var iterator = input.makeAsyncIterator()
        var matching = ArrivalMatching(question.query)
        /// The newest entries of what is there already; nil when they are handed out.
        var last: [Entry]? = handsAllOut ? nil : []
        var isBehind = true
        while true {
            if let piece = try await iterator.next() {
                try await reading.take(piece) { try await take($0, &matching, &last, handle) }
                continue
            }
            let isOver = path == "-" || !manner.follows
            if isOver { try await reading.finish { try await take($0, &matching, &last, handle) } }
            if let entries = last, !entries.isEmpty { try await handle(.entries(entries)) }
            last = nil
            if isBehind {
                try await handle(.caughtUp)
                if !isOver, let loss = reading.loss { try await handle(.notice(loss)) }
            }
            isBehind = false
            if isOver { return reading.loss }
            try await manner.sleep(manner.interval)
            guard let change = Self.change(path, input) else { continue }
            try await handle(.notice("\(reading.name) \(change); it is read from its beginning"))
            (input, reading) = try open()
            iterator = input.makeAsyncIterator()
        }
    }

    private func open() throws -> (ImportSource, FileReading) {
        let input = try ImportSource(path)
        return (input, FileReading(input.name, keeping: question, zone: zone, mayWait: !manner.follows))
    }

    private func take(
        _ entries: [Entry], _ matching: inout ArrivalMatching, _ last: inout [Entry]?,
        _ handle: (TailNews) async throws -> Void
    ) async throws {
        matching.note(entries)
        let found = entries.filter(matching.matches)
        guard let before = last else {
            if !found.isEmpty { try await handle(.entries(found)) }
            return
        }
        last = (before + found).suffix(manner.last)
    }

    /// What became of the file under the one that is open; nil: it is the same, or it is gone and another may come.
    private static func change(_ path: String, _ input: ImportSource) -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        if input.inode != UInt64(facts.st_ino) { return "is another file now" }
        return Int64(facts.st_size) < input.read ? "was cut" : nil
    }
}

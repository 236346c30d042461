import Foundation
import LogFormats
import OCPP
import OCPPLog

/// A file on its way into memory: numbers its entries, keeps those that are asked for, and counts what is none.
struct FileReading {
    /// So many entries are handed over at once.
    private static let batch = 4_096

    /// So much is held in memory: entries, and bytes of their frames.
    struct Limits {
        var entries = 1_000_000
        var bytes = 512 << 20
    }

    let store = MemoryStore(origin: 0)
    private let limits: Limits
    private let name: String
    private var reader: ImportReader
    private let keeps: (@Sendable (Entry) -> Bool)?
    /// Entries that were read.
    private(set) var count = 0
    private var kept = 0
    private var bytes = 0
    private var rejects = 0
    private var firstReject: ImportReject?

    /// - Parameter name: what the file is called.
    init(_ name: String, keeping question: LogQuestion?, limits: Limits = Limits()) {
        self.name = VisibleText.of(name)
        self.limits = limits
        var options = ImportOptions()
        options.bareFrames = ChargerID(Self.charger(of: name))
        reader = ImportReader(options)
        guard let question else {
            keeps = nil
            return
        }
        // What a station said when it booted holds for what comes later: then all is kept, and asked afterwards.
        guard !question.query.asksBoots else {
            keeps = nil
            return
        }
        let matcher = QueryMatcher(question.query)
        let selection = question.selection(sites: SiteDirectory())
        keeps = { selection.admits($0.datetime) && matcher.matches($0) }
    }

    /// Bare frames name no charging station: it is called as the file is.
    private static func charger(of name: String) -> String {
        name == "standard input" ? "stdin" : String(URL(filePath: name).lastPathComponent.prefix { $0 != "." })
    }

    mutating func take(_ piece: [UInt8]) async throws {
        reader.append(piece)
        try await read()
    }

    mutating func finish() async throws {
        reader.finish()
        try await read()
    }

    /// The lines that are no entries; nil when there are none.
    var loss: String? {
        guard let firstReject else { return nil }
        return "\(name): \(Amount.of(rejects, "line is no entry", "lines are no entries")) and passed over; "
            + "line \(firstReject.line): \(firstReject.reason)"
    }

    private mutating func read() async throws {
        var goesOn = true
        while goesOn {
            var batch = ImportBatch(limit: Self.batch)
            do throws(ImportFault) {
                goesOn = try reader.read(into: &batch)
            } catch {
                throw CommandFailure.usage("\(name): \(error)")
            }
            rejects += batch.rejects.count
            firstReject = firstReject ?? batch.rejects.first
            try await keep(batch.entries)
        }
    }

    private mutating func keep(_ entries: [Entry]) async throws {
        var kept: [Entry] = []
        for var entry in entries {
            count += 1
            entry.id = EntryID(origin: 0, sequence: Int64(count))
            guard keeps?(entry) ?? true else { continue }
            kept.append(entry)
            bytes += (entry.request?.bytes.count ?? 0) + (entry.response?.bytes.count ?? 0)
        }
        guard !kept.isEmpty else { return }
        self.kept += kept.count
        guard self.kept <= limits.entries, bytes <= limits.bytes else {
            throw CommandFailure.usage(
                "\(name): more than \(Amount.grouped(limits.entries)) entries or \(Amount.bytes(Int64(limits.bytes))) "
                    + "would have to be held in memory; narrow it down with a query, --since or --until, or take it over "
                    + "with ocpplogs import and search the data directory")
        }
        try await store.commit(Batch(entries: kept))
    }
}

import Foundation
import Insights
import LogFormats
import OCPP
import OCPPLog

/// Reads a file piece by piece: numbers its entries, hands out those that are asked for, and counts what is none.
struct FileReading {
    /// So many entries are handed over at once.
    private static let batch = 4_096

    /// As messages name it.
    let name: String
    private var reader: ImportReader
    private let keeps: (@Sendable (Entry) -> Bool)?
    /// Sees every entry, also those that are not kept: what it finds depends on what was before.
    private var examiner: (any EntryExaminer)?
    /// Entries that were read.
    private(set) var count = 0
    private var rejects = 0
    private var firstReject: ImportReject?

    /// - Parameters:
    ///   - name: what the file is called.
    ///   - question: nothing else is handed out; nil: everything.
    ///   - zone: that of times of which nobody knows the zone.
    ///   - examiner: says what rules find in the entries, where that is asked for or shown.
    ///   - mayWait: whether entries may come late, when the log has shown what its times mean.
    init(
        _ name: String, keeping question: LogQuestion?, zone: ShownZone, mayWait: Bool,
        examiner: any EntryExaminer = FindingExaminer()
    ) {
        self.name = VisibleText.of(name)
        let charger = Self.charger(of: name)
        // Rules have to see also what does not have the word: where nobody asks for findings, the word goes first.
        let isKnown = question.map { !$0.query.asksBoots && !$0.query.asksFindings && !$0.namesFindings } ?? false
        let word =
            isKnown
            ? question.flatMap { RequiredWord(of: $0.query, besides: [charger.rawValue, SiteID.default.rawValue]) }
            : nil
        let needsFindings = question.map { $0.showsFindings || $0.query.asksFindings } ?? true
        self.examiner = needsFindings && word == nil ? examiner : nil
        reader = ImportReader(
            ImportOptions(
                unnamedCharger: charger, unclearZone: LogZone(zone.zone), year: SystemTime.year(in: zone),
                mayWait: mayWait, fileName: URL(filePath: name).lastPathComponent, word: word))
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
        keeps = { question.admits($0) && matcher.matches($0) }
    }

    /// A log that names no charging station: it is called as the file is.
    static func charger(of name: String) -> ChargerID {
        let name = name == "standard input" ? "stdin" : URL(filePath: name).lastPathComponent.prefix { $0 != "." }
        return ChargerID(String(name))
    }

    /// Takes the next bytes; entries that are whole are handed over, a bounded number at a time.
    mutating func take(_ piece: [UInt8], _ handle: ([Entry]) async throws -> Void) async throws {
        reader.append(piece)
        try await read(handle)
    }

    /// There are no more bytes.
    mutating func finish(_ handle: ([Entry]) async throws -> Void) async throws {
        reader.finish()
        try await read(handle)
    }

    /// The lines that are no entries; nil when there are none.
    var loss: String? {
        guard let firstReject else { return nil }
        return "\(name): \(Amount.of(rejects, "line is no entry", "lines are no entries")) and passed over; "
            + "line \(firstReject.line): \(firstReject.reason)"
    }

    /// What was found out about the file, for people; nil when there is nothing to tell.
    var account: String? {
        let lines = AccountText.lines(reader.account)
        return lines.isEmpty ? nil : ([name + ":"] + lines).joined(separator: "\n")
    }

    private mutating func read(_ handle: ([Entry]) async throws -> Void) async throws {
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
            number(&batch)
            batch.examine(by: &examiner)
            let kept = batch.entries.filter { keeps?($0) ?? true }
            if !kept.isEmpty { try await handle(kept) }
        }
    }

    /// An entry is known by its place in the file: the byte at which it begins, else its number.
    private mutating func number(_ batch: inout ImportBatch) {
        let before = count
        count += batch.entries.count
        batch.number { EntryID(origin: 0, sequence: Int64(before + $0 + 1)) }
    }
}

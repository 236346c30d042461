public import OCPP
import OCPPLog

/// The answer of one part of an analysis: a table in which every number says which query proves it.
public struct AnalysisTable: Sendable, Hashable {
    /// The question.
    public var part: AnalysisPart
    /// The first moment of what was asked; nil: the beginning.
    public var from: Timestamp?
    /// The first moment behind it; nil: the end.
    public var to: Timestamp?
    /// What each cell of a row is.
    public var columns: [AnalysisColumn]
    /// The rows, the most telling first.
    public var rows: [AnalysisRow] = []
    /// So many rows were left out: those with the smallest numbers.
    public var more = 0
    /// What was read entry by entry; nil where everything was counted.
    public var reading: AnalysisReading?
    /// So many entries may be missing, since what holds them is damaged.
    public var unreadable = 0
    /// What is to be known of the numbers, as sentences.
    public var notes: [String] = []

    /// A table without rows.
    public init(_ part: AnalysisPart, from: Timestamp?, to: Timestamp?, columns: [AnalysisColumn]) {
        self.part = part
        self.from = from
        self.to = to
        self.columns = columns
    }

    init(_ part: AnalysisPart, _ question: AnalysisQuestion, _ columns: [AnalysisColumn]) {
        self.init(part, from: question.from, to: question.to, columns: columns)
    }

    /// Takes note of what was read and of what could not be.
    mutating func take(_ reading: AnalysisReading) {
        self.reading = reading
        unreadable = max(unreadable, reading.unreadable)
    }
}

/// A column of a table.
public struct AnalysisColumn: Sendable, Hashable {
    /// What its values are.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        /// A text.
        case text
        /// So many entries, or stations.
        case count
        /// Bytes on the wire.
        case bytes
        case milliseconds
        case seconds
        /// Of a hundred.
        case percent
        /// A moment.
        case moment
    }

    /// Its name, with `_` for blanks: `p95_ms`.
    public var name: String
    /// The unit of its values.
    public var unit: Unit
    /// Whether they come from entries that were read one by one, of which there may be fewer than match.
    public var isRead: Bool

    /// A column.
    public init(_ name: String, _ unit: Unit, isRead: Bool = false) {
        self.name = name
        self.unit = unit
        self.isRead = isRead
    }
}

/// A row of a table: a cell for each column, and what finds the entries that the row is about.
public struct AnalysisRow: Sendable, Hashable {
    /// One for each column.
    public var cells: [AnalysisCell]
    /// Finds all entries of the row.
    public var proof: AnalysisProof

    /// A row.
    public init(_ proof: AnalysisProof, _ cells: [AnalysisCell]) {
        self.cells = cells
        self.proof = proof
    }
}

/// One value of a table.
public struct AnalysisCell: Sendable, Hashable {
    /// What may stand in a cell.
    public enum Value: Sendable, Hashable {
        /// There is none.
        case nothing
        case text(String)
        case count(Int)
        case number(Double)
        case moment(Timestamp)
    }

    /// The value, in the unit of the column.
    public var value: Value
    /// Finds the entries that a number counts, or that it was made of.
    public var proof: AnalysisProof?

    /// A cell.
    public init(_ value: Value, _ proof: AnalysisProof? = nil) {
        self.value = value
        self.proof = proof
    }

    static func text(_ text: String?) -> AnalysisCell { AnalysisCell(text.map { .text($0) } ?? .nothing) }

    static func count(_ count: Int, _ proof: AnalysisProof? = nil) -> AnalysisCell {
        AnalysisCell(.count(count), proof)
    }

    static func number(_ number: Double?, _ proof: AnalysisProof? = nil) -> AnalysisCell {
        AnalysisCell(number.map { .number($0) } ?? .nothing, proof)
    }

    static func moment(_ moment: Timestamp?) -> AnalysisCell { AnalysisCell(moment.map { .moment($0) } ?? .nothing) }

    /// One number as a share of another, in percent; nothing of nothing.
    static func share(_ part: Int, of whole: Int) -> AnalysisCell {
        .number(whole > 0 ? 100 * Double(part) / Double(whole) : nil)
    }

    /// Microseconds as milliseconds.
    static func milliseconds(_ microseconds: Int64?, _ proof: AnalysisProof? = nil) -> AnalysisCell {
        .number(microseconds.map { Double($0) / 1_000 }, proof)
    }

    /// Microseconds as seconds.
    static func seconds(_ microseconds: Int64?, _ proof: AnalysisProof? = nil) -> AnalysisCell {
        .number(microseconds.map { Double($0) / 1_000_000 }, proof)
    }
}

/// What finds the entries behind a number: `ocpplogs search QUERY --since FROM --until TO`, or `/logs?q=…&from=…&to=…`.
public struct AnalysisProof: Sendable, Hashable {
    /// A query; empty: every entry.
    public var query: String
    /// The first moment; nil: the beginning.
    public var from: Timestamp?
    /// The first moment that is too late; nil: the end.
    public var to: Timestamp?

    /// What finds the entries of a query. A text that began with `-` would be taken for an option on the command line.
    init(_ query: Query, from: Timestamp?, to: Timestamp?) {
        let text = query.description
        self.init(query: text.hasPrefix("-") ? "NOT \(text.dropFirst())" : text, from: from, to: to)
    }

    /// What finds entries.
    public init(query: String, from: Timestamp?, to: Timestamp?) {
        self.query = query
        self.from = from
        self.to = to
    }
}

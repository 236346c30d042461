/// Reads the entries of a foreign log out of its bytes, which come in pieces of any size. What it keeps is bounded.
///
/// Hand it a piece, call ``read(into:)`` until it wants more, and so on; at the end ``finish()`` and ``read(into:)`` again.
public protocol EntryReader {
    /// Takes the next bytes.
    mutating func append(_ bytes: [UInt8])

    /// There are no more bytes.
    mutating func finish()

    /// Reads on until the batch is full or what is there is read.
    /// - Returns: whether the batch is full: then there is more to read without further bytes.
    /// - Throws: when nothing that follows can be read; what is in the batch holds.
    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool

    /// What was found out so far.
    var account: ReadingAccount { get }
}

extension EntryReader {
    /// Nothing worth telling.
    public var account: ReadingAccount { ReadingAccount() }
}

/// What was read of a foreign log and not yet written: bounded.
public struct ImportBatch: Sendable {
    /// A batch is full with so many entries, unless told otherwise: as many as a segment of the store holds.
    public static let mostEntries = 65_536
    /// It is full with so many bytes of frames.
    public static let mostBytes = 64 << 20
    /// It is full with so many rejected lines.
    public static let mostRejects = 4_096

    /// In the order in which they stand in the file.
    public private(set) var entries: [Entry] = []
    /// The lines that are no entries.
    public private(set) var rejects: [ImportReject] = []
    /// The places in ``entries`` of those whose log says itself what rules found in them, be it nothing.
    public private(set) var examined: Set<Int> = []
    private var bytes = 0
    private let limit: Int

    /// An empty batch.
    /// - Parameter limit: it is full with so many entries.
    public init(limit: Int = mostEntries) {
        self.limit = limit
    }

    /// Whether what is in it should be written before more is read.
    public var isFull: Bool {
        entries.count >= limit || bytes >= Self.mostBytes || rejects.count >= Self.mostRejects
    }

    /// Takes an entry.
    /// - Parameter isExamined: whether its log says what rules found in it.
    public mutating func add(_ entry: consuming Entry, isExamined: Bool = false) {
        if isExamined { examined.insert(entries.count) }
        bytes += (entry.request?.bytes.count ?? 0) + (entry.response?.bytes.count ?? 0)
        entries.append(entry)
    }

    /// Gives ids to the entries that have none.
    /// - Parameter id: that of an entry by its place in ``entries``.
    public mutating func number(_ id: (Int) -> EntryID) {
        for index in entries.indices where entries[index].id == .unassigned { entries[index].id = id(index) }
    }

    /// Has rules look at all entries; those whose log says what was found in them keep that.
    public mutating func examine(by examiner: inout (any EntryExaminer)?) {
        for index in entries.indices {
            guard let found = examiner?.findings(of: entries[index]) else { return }
            if !examined.contains(index) { entries[index].findings = found }
        }
    }

    /// Takes a line that is no entry.
    public mutating func add(_ reject: ImportReject) {
        rejects.append(reject)
    }
}

/// A line of a foreign log that is no entry.
public struct ImportReject: Sendable, Hashable {
    /// Counted from 1; of a row or object on several lines, the first of them.
    public var line: Int
    /// What is wrong, as a word for machines: `bad_datetime`.
    public var code: String
    /// The same as a sentence for people, without a full stop.
    public var reason: String
    /// Whether nothing is wrong with it: it only holds nothing to record.
    public var holdsNothing = false
    /// The beginning of the line, secrets masked, where the reader was asked for it.
    public var text: [UInt8]?

    /// A rejected line.
    public init(line: Int, code: String, reason: String) {
        self.line = line
        self.code = code
        self.reason = reason
    }
}

/// Why a foreign log cannot be read at all, or not further.
public struct ImportFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what can be done, as a sentence for people, without a full stop.
    public var description: String
    /// What would have it read, if that is known.
    public var lack: Lack?

    /// What a log does not say, and whoever hands it over may.
    public enum Lack: Sendable, Hashable {
        /// The zone of its times.
        case zone
        /// When it begins: it has no times.
        case start
    }

    /// A fault and its sentence.
    public init(_ description: String, lack: Lack? = nil) {
        self.description = description
        self.lack = lack
    }
}

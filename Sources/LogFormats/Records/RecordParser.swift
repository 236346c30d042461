import OCPPLog

/// What a record of a log turned out to be.
enum Finding {
    case frame(LoggedFrame)
    /// The record shows payloads without the frames around them.
    case entry(Entry)
    case reject(ImportReject)
    /// It holds no message, which is no fault: why, and its line.
    case passedOver(LineFault, line: Int)
}

/// Reads the records of a log one by one: elements of a document, rows of a table, lines.
protocol RecordParser {
    associatedtype Cutting: Cutter

    /// At the beginning of a log.
    init(_ options: ImportOptions)

    /// How the log is cut, by its beginning; nil when more of it must be seen for that.
    /// - Parameter isWhole: whether the beginning is all of it.
    static func cutter(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Cutting?

    /// Appends what a record holds.
    /// - Parameters:
    ///   - record: where it stands in `bytes`.
    ///   - cutter: what cut it, and knows where in a document it stands.
    mutating func read(
        _ record: Range<Int>, of bytes: [UInt8], line: Int, by cutter: Cutting, into findings: inout [Finding])

    /// There are no more records: appends what was held back.
    /// - Returns: what is wrong with the log as a whole; nil where it is complete.
    mutating func finish(line: Int, by cutter: Cutting, into findings: inout [Finding]) -> ImportFault?
}

extension RecordParser {
    mutating func finish(line: Int, by cutter: Cutting, into findings: inout [Finding]) -> ImportFault? { nil }
}

extension ImportFault {
    /// A JSON document ends before its last bracket.
    static func cutOffDocument(line: Int) -> ImportFault {
        ImportFault(
            "the JSON ends in line \(line) before it is complete: it is cut off, and what stands before it was read")
    }
}

import OCPP
import OCPPLog

/// Reads a log in the eight-field form, also with more fields of an entry: NDJSON, a JSON array, CSV.
///
/// It keeps one record, however large the file is.
struct RecordReader: EntryReader {
    /// A longer record is rejected, in bytes.
    static let longestRecord = 16 << 20

    private enum Shape {
        case undecided
        case lines(LineCutter)
        case elements(ElementCutter)
        case rows(RowCutter, CSVRecord)
    }

    /// The two forms of such logs.
    enum Form {
        case json, csv
    }

    private let form: Form
    private var shape = Shape.undecided
    private var builder: EntryBuilder
    private var table = FieldTable()
    private var bytes: [UInt8] = []
    /// The first byte that is not read.
    private var start = 0
    /// The line it stands on, counted from 1.
    private var line = 1
    /// Whether the beginning of the record is gone, since it is too long.
    private var isTooLong = false
    private var isFinished = false

    /// A reader at the beginning of a log.
    init(_ form: Form, _ options: ImportOptions) {
        self.form = form
        builder = EntryBuilder(options)
    }

    /// Takes the next bytes.
    mutating func append(_ bytes: [UInt8]) {
        forgetWhatIsRead()
        self.bytes += bytes
    }

    /// There are no more bytes.
    mutating func finish() {
        isFinished = true
    }

    /// Reads on until the batch is full or what is there is read.
    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        try readRecords(into: &batch, isLast: isFinished)
        return batch.isFull
    }

    /// What is read goes when new bytes come, so that what is left is moved once.
    private mutating func forgetWhatIsRead() {
        if bytes.count - start > Self.longestRecord {
            isTooLong = true
            start = bytes.count
            switch shape {
            case .undecided: break
            case .lines(let cutter): shape = .lines(cutter.forgetting())
            case .elements(let cutter): shape = .elements(cutter.forgetting())
            case .rows(let cutter, let csv): shape = .rows(cutter.forgetting(), csv)
            }
        }
        bytes.removeSubrange(..<start)
        start = 0
    }

    private mutating func readRecords(into batch: inout ImportBatch, isLast: Bool) throws(ImportFault) {
        if case .undecided = shape {
            guard try decideShape(isLast: isLast) else { return }
        }
        switch shape {
        case .undecided: return
        case .lines(var cutter):
            defer { shape = .lines(cutter) }
            readJSON(&cutter, into: &batch, isLast: isLast)
        case .elements(var cutter):
            defer { shape = .elements(cutter) }
            readJSON(&cutter, into: &batch, isLast: isLast)
        case .rows(var cutter, var record):
            shape = .undecided
            defer { shape = .rows(cutter, record) }
            try readRows(&cutter, &record, into: &batch, isLast: isLast)
        }
    }

    private mutating func readJSON(_ cutter: inout some Cutter, into batch: inout ImportBatch, isLast: Bool) {
        while !batch.isFull, let range = next(&cutter, into: &batch, isLast: isLast) {
            let bytes = bytes
            let record = bytes.span.extracting(range.bytes)
            guard !Self.isBlank(record) else { continue }
            do throws(LineFault) {
                table.clear()
                try JSONRecord.read(record, into: &table)
                let entry = try builder.entry(&table, in: record)
                batch.add(entry, isExamined: table[.findings].kind != .absent)
            } catch {
                batch.add(error.reject(at: range.line))
            }
        }
    }

    private mutating func readRows(
        _ cutter: inout RowCutter, _ csv: inout CSVRecord, into batch: inout ImportBatch, isLast: Bool
    ) throws(ImportFault) {
        while !batch.isFull, let range = next(&cutter, into: &batch, isLast: isLast) {
            let bytes = bytes
            let row = bytes.span.extracting(range.bytes)
            guard !Self.isBlank(row) else { continue }
            guard csv.hasNames else {
                try csv.readNames(row)
                continue
            }
            do throws(LineFault) {
                table.clear()
                try csv.read(row, into: &table)
                let entry = try builder.entry(&table, in: csv.bytes.span)
                batch.add(entry, isExamined: table[.findings].kind != .absent)
            } catch {
                batch.add(error.reject(at: range.line))
            }
        }
    }

    /// The next record that is whole and not too long.
    private mutating func next(
        _ cutter: inout some Cutter, into batch: inout ImportBatch, isLast: Bool
    ) -> (bytes: Range<Int>, line: Int)? {
        while case .record(let range, let end, let before, let inside) = cutter.cut(
            bytes.span, from: start, isFinished: isLast)
        {
            let record = (range.lowerBound + start..<range.upperBound + start, line + before)
            start += end
            line += before + inside
            guard isTooLong || range.count > Self.longestRecord else { return record }
            isTooLong = false
            batch.add(LineFault.tooLong.reject(at: record.1))
        }
        return nil
    }

    private static func isBlank(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where ![0x20, 0x09, 0x0D, 0x0A].contains(bytes[index]) { return false }
        return true
    }

    /// Looks at the beginning of the log.
    /// - Returns: whether it is decided.
    private mutating func decideShape(isLast: Bool) throws(ImportFault) -> Bool {
        guard bytes.count >= 3 || isLast else { return false }
        if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        // Blanks before it are forgotten: they are looked at once.
        while start < bytes.count, Self.isBlank(bytes.span.extracting(start..<start + 1)) {
            if bytes[start] == 0x0A { line += 1 }
            start += 1
        }
        guard start < bytes.count else { return false }
        let first = start
        switch form {
        case .json where bytes[first] == UInt8(ascii: "["): shape = .elements(ElementCutter())
        case .json: shape = .lines(LineCutter())
        case .csv:
            guard let end = bytes[first...].firstIndex(of: 0x0A) ?? (isLast ? bytes.count : nil) else {
                guard bytes.count < Self.longestNames else { throw Self.notRecognised }
                return false
            }
            shape = rows(named: bytes[first..<end])
        }
        return true
    }

    private static let longestNames = 64 << 10
    private static var notRecognised: ImportFault {
        ImportFault(
            "the first row of this table is too long to be one with names, such as charger_id, datetime and source")
    }

    private func rows(named names: ArraySlice<UInt8>) -> Shape {
        let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        let counts = separators.map { separator in names.count { $0 == separator } }
        let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        let separator = separators[most]
        return .rows(RowCutter(separator: separator), CSVRecord(separator: separator))
    }
}

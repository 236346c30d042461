import OCPP
public import OCPPLog

/// Reads a log in the eight-field form, also with more fields of an entry: NDJSON, a JSON array, CSV; packed by gzip or zstd.
/// Where ``ImportOptions/bareFrames`` allows it, also OCPP-J frames, one a line.
///
/// It keeps one record and a bounded part of what is packed, however large the file is.
public struct ImportReader: EntryReader {
    /// A longer record is rejected, in bytes.
    static let longestRecord = 16 << 20

    private enum Shape {
        case undecided
        case lines(LineCutter)
        case elements(ElementCutter)
        case rows(RowCutter, CSVRecord)
        case frames(LineCutter, FramePairing)
    }

    private let format: ImportFormat?
    private let bareFrames: ChargerID?
    private var unpacker = Unpacker()
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
    public init(_ options: ImportOptions) {
        format = options.format
        bareFrames = options.bareFrames
        builder = EntryBuilder(options)
    }

    /// Takes the next bytes.
    public mutating func append(_ bytes: [UInt8]) {
        unpacker.append(bytes)
    }

    /// There are no more bytes.
    public mutating func finish() {
        unpacker.finish()
        isFinished = true
    }

    /// Reads on until the batch is full or what is there is read.
    public mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while true {
            try readRecords(into: &batch, isLast: false)
            if batch.isFull { return true }
            forgetWhatIsRead()
            guard try unpacker.unpack(into: &bytes) else { break }
        }
        guard isFinished else { return false }
        try readRecords(into: &batch, isLast: true)
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
            case .frames(let cutter, let pairing): shape = .frames(cutter.forgetting(), pairing)
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
        case .frames(var cutter, var pairing):
            shape = .undecided
            defer { shape = .frames(cutter, pairing) }
            readFrames(&cutter, &pairing, into: &batch, isLast: isLast)
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
                batch.add(try builder.entry(&table, in: record))
            } catch {
                batch.add(error.reject(at: range.line))
            }
        }
    }

    private mutating func readFrames(
        _ cutter: inout LineCutter, _ pairing: inout FramePairing, into batch: inout ImportBatch, isLast: Bool
    ) {
        while !batch.isFull {
            guard let range = next(&cutter, into: &batch, isLast: isLast) else {
                if isLast { pairing.finish(line: line, into: &batch) }
                return
            }
            let record = bytes.span.extracting(range.bytes)
            guard !Self.isBlank(record) else { continue }
            pairing.take(record.withUnsafeBufferPointer { Array($0) }, line: range.line, into: &batch)
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
                batch.add(try builder.entry(&table, in: csv.bytes.span))
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
        let isJSON = bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "[")
        if format == nil, let bareFrames, isFrame(at: first) {
            shape = .frames(LineCutter(), FramePairing(charger: bareFrames))
            return true
        }
        switch format ?? (isJSON ? .ndjson : .csv) {
        case .ndjson where bytes[first] == UInt8(ascii: "["): shape = .elements(ElementCutter())
        case .ndjson: shape = .lines(LineCutter())
        case .csv:
            guard let end = bytes[first...].firstIndex(of: 0x0A) ?? (isLast ? bytes.count : nil) else {
                guard bytes.count < Self.longestNames else { throw notRecognised }
                return false
            }
            shape = try rows(named: bytes[first..<end])
        }
        return true
    }

    /// Whether an array begins there whose first element is a number, as that of a frame is.
    private func isFrame(at start: Int) -> Bool {
        guard bytes[start] == UInt8(ascii: "["),
            let first = bytes[(start + 1)...].first(where: { ![0x20, 0x09].contains($0) })
        else { return false }
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    }

    private static let longestNames = 64 << 10
    private var notRecognised: ImportFault {
        ImportFault(
            "this is no log that can be read: neither JSON objects, one a line, nor CSV whose first row names "
                + "charger_id, datetime and source" + (bareFrames == nil ? "" : ", nor frames of OCPP, one a line"))
    }

    private func rows(named names: ArraySlice<UInt8>) throws(ImportFault) -> Shape {
        let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        let counts = separators.map { separator in names.count { $0 == separator } }
        let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        let separator = separators[most]
        guard format == nil else { return .rows(RowCutter(separator: separator), CSVRecord(separator: separator)) }
        var names = names
        if names.last == 0x0D { names.removeLast() }
        var trial = CSVRecord(separator: separator)
        do throws(ImportFault) {
            try trial.readNames(Array(names).span)
        } catch {
            throw notRecognised
        }
        return .rows(RowCutter(separator: separator), CSVRecord(separator: separator))
    }
}

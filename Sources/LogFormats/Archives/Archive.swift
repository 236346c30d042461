import OCPPLog

/// Cuts an archive into its files, in pieces of any size.
protocol Archive {
    /// Takes the next bytes.
    mutating func append(_ bytes: [UInt8])

    /// There are no more bytes.
    mutating func finish()

    /// The next thing in it; nil when it wants more bytes, and at the end.
    /// - Throws: when nothing that follows can be read.
    mutating func next() throws(ImportFault) -> ArchivePart?
}

/// What an archive holds at a place.
enum ArchivePart {
    /// A file begins.
    case file(String)
    /// The next bytes of the file, unpacked: at least one.
    case bytes([UInt8])
    /// The file is complete; what was wrong with it, if anything was.
    case end(LineFault?)
    /// A file that cannot be read.
    case refused(String, LineFault)
}

/// Reads each file of an archive as a log of its own.
struct ArchiveReader<Container: Archive>: EntryReader {
    /// The first bytes of a file show whether it is an archive itself.
    private static var headLength: Int { 512 }
    /// No log is packed so well; what is, unpacks to more than a disk holds.
    private static var mostRatio: Int { 900 }
    /// Less than this is read whatever its ratio.
    private static var leastBomb: Int { 256 << 20 }

    private let options: ImportOptions
    private var container: Container
    private var file: File?
    private var dumps: DumpCollection
    private var found = ReadingAccount()
    private var (taken, unpacked) = (0, 0)
    private var files = 0
    private var isFinished = false
    private var isEnded = false

    /// The file that is being read.
    private struct File {
        var name: String
        var head: [UInt8] = []
        var reader: (any EntryReader)?
        var dump: (name: OCPPCoreDump.Name, bytes: DumpBytes)?
        /// Nothing more of it is wanted.
        var isOver = false
    }

    init(_ container: Container, _ options: ImportOptions) {
        self.container = container
        self.options = options
        dumps = DumpCollection(options)
    }

    mutating func append(_ bytes: [UInt8]) {
        taken += bytes.count
        container.append(bytes)
    }

    mutating func finish() {
        container.finish()
        isFinished = true
    }

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while true {
            if try readFile(into: &batch) { return true }
            guard let part = try container.next() else { break }
            switch part {
            case .file(let name): begin(name)
            case .bytes(let bytes): try take(bytes)
            case .end(let fault): end(fault, into: &batch)
            case .refused(let name, let fault): batch.add(Self.reject(fault, of: name))
            }
        }
        guard isFinished else { return false }
        if !isEnded {
            isEnded = true
            dumps.sort()
            guard files > 0 else { throw ImportFault("this archive holds no file that can be read") }
        }
        return try dumps.read(into: &batch)
    }

    private mutating func begin(_ name: String) {
        files += 1
        var file = File(name: name)
        if let dump = OCPPCoreDump.Name(name) { file.dump = (dump, DumpBytes()) }
        self.file = file
    }

    private mutating func take(_ bytes: [UInt8]) throws(ImportFault) {
        unpacked += bytes.count
        guard unpacked < Self.leastBomb || unpacked / max(1, taken) < Self.mostRatio else {
            throw ImportFault(
                "this archive unpacks to more than \(Self.mostRatio) times its size: that is no log; unpack it first")
        }
        guard var file = self.file, !file.isOver else { return }
        self.file = nil
        defer { self.file = file }
        if file.dump != nil {
            file.dump?.bytes.append(bytes)
        } else if file.reader != nil {
            file.reader?.append(bytes)
        } else {
            file.head += bytes
            if file.head.count >= Self.headLength { open(&file) }
        }
    }

    private func open(_ file: inout File) {
        var options = options
        options.fileName = file.name
        options.isInArchive = true
        file.reader = ImportReader(options)
        file.reader?.append(file.head)
        file.head = []
    }

    private mutating func end(_ fault: LineFault?, into batch: inout ImportBatch) {
        guard var file = self.file else { return }
        if let fault { batch.add(Self.reject(fault, of: file.name)) }
        if let (name, bytes) = file.dump {
            self.file = nil
            if let fault = dumps.add(bytes, name) { batch.add(Self.reject(fault, of: file.name)) }
            return
        }
        if file.reader == nil { open(&file) }
        file.reader?.finish()
        file.isOver = true
        self.file = file
    }

    /// Has the file read as far as it is there.
    /// - Returns: whether the batch is full.
    private mutating func readFile(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        guard !batch.isFull else { return true }
        guard var file = self.file, file.reader != nil else { return false }
        self.file = nil
        while true {
            var part = ImportBatch(limit: 4_096)
            var isFull = false
            do throws(ImportFault) {
                isFull = try file.reader?.read(into: &part) ?? false
            } catch {
                batch.add(Self.reject(LineFault(code: "not_read", reason: error.description), of: file.name))
                file.reader = nil
                file.dump = nil
                file.isOver = true
            }
            for (index, entry) in part.entries.enumerated() {
                batch.add(entry, isExamined: part.examined.contains(index))
            }
            for reject in part.rejects {
                var reject = reject
                reject.reason = "\(Self.shown(file.name)): \(reject.reason)"
                batch.add(reject)
            }
            if file.reader == nil {
                self.file = file
                return batch.isFull
            }
            if isFull, !batch.isFull { continue }
            if !isFull, file.isOver {
                note(file)
            } else {
                self.file = file
            }
            return batch.isFull
        }
    }

    private mutating func note(_ file: File) {
        guard let account = file.reader?.account else { return }
        found.format = found.format ?? account.format
        found.runnerUp = found.runnerUp ?? account.runnerUp
        for reason in account.passedOver {
            if let index = found.passedOver.firstIndex(where: { $0.code == reason.code }) {
                found.passedOver[index].count += reason.count
            } else {
                found.passedOver.append(reason)
            }
        }
        for note in account.notes where found.notes.count < 16 {
            found.notes.append("\(Self.shown(file.name)): \(note)")
        }
    }

    private static func reject(_ fault: LineFault, of name: String) -> ImportReject {
        ImportReject(line: 1, code: fault.code, reason: "\(shown(name)): \(fault.reason)")
    }

    private static func shown(_ name: String) -> String {
        let name = VisibleText.of(name)
        return name.count > 100 ? "…" + name.suffix(99) : name
    }

    var account: ReadingAccount {
        var account = found
        if let file = file?.reader?.account { account.format = account.format ?? file.format }
        account.notes += dumps.notes
        account.notes.insert("an archive with \(TraceNotes.counted(files, "file"))", at: 0)
        return account
    }
}

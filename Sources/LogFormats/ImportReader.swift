public import OCPPLog

/// Reads a foreign log of any format of ``ImportFormat``; packed by gzip or zstd as well. Which format it is, is seen, unless
/// ``ImportOptions/format`` says it. A log of lines may have several.
/// Text in UTF-16 is read as well, and each file of an archive (zip, tar) as a log of its own.
///
/// What it keeps is bounded, however large the file is.
public struct ImportReader: EntryReader {
    private let options: ImportOptions
    private var unpacker = Unpacker()
    private var decoding = TextDecoding()
    private var isDecoded = false
    private var recognition = Recognition()
    private var reader: (any EntryReader)?
    private var isFinished = false
    private var isEnded = false
    /// Why no more can be unpacked.
    private var fault: ImportFault?

    /// A reader at the beginning of a log.
    public init(_ options: ImportOptions) {
        self.options = options
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
            if try reader?.read(into: &batch) ?? false { return true }
            guard let piece = unpacked() else { break }
            if reader == nil {
                recognition.take(piece)
                try recognise(isWhole: false)
            } else {
                reader?.append(piece)
            }
        }
        guard isFinished || fault != nil else { return false }
        if !isEnded {
            isEnded = true
            if reader == nil { try recognise(isWhole: true) }
            reader?.finish()
            if try reader?.read(into: &batch) ?? false { return true }
        }
        if let fault { throw fault }
        return false
    }

    /// The next bytes as they were before they were packed; nil when there are none for now, or none that can be unpacked.
    private mutating func unpacked() -> [UInt8]? {
        guard fault == nil else { return nil }
        while true {
            var (packed, piece): ([UInt8], [UInt8]) = ([], [])
            var isSomething = false
            do throws(ImportFault) {
                isSomething = try unpacker.unpack(into: &packed)
            } catch {
                // What came before is read first.
                fault = error
            }
            let isLast = !isSomething && (isFinished || fault != nil)
            guard !isDecoded, isSomething || isLast else { return nil }
            isDecoded = isLast
            if decoding.form == .plain { return packed.isEmpty ? nil : packed }
            decoding.decode(packed[...], isLast: isLast, into: &piece)
            if !piece.isEmpty { return piece }
        }
    }

    private mutating func recognise(isWhole: Bool) throws(ImportFault) {
        guard let found = try recognition.reader(options, isWhole: isWhole) else { return }
        reader = found
        reader?.append(recognition.taken())
    }

    /// What was found out so far.
    public var account: ReadingAccount {
        var account = reader?.account ?? ReadingAccount()
        let said = options.format.map { ReadingAccount.Guess(format: $0.name, title: $0.title, confidence: 1) }
        account.format = account.format ?? said ?? recognition.best
        account.runnerUp = account.runnerUp ?? recognition.runnerUp
        return account
    }
}

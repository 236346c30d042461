public import OCPPLog

/// Reads a foreign log of any format of ``ImportFormat``; packed by gzip or zstd as well. Which format it is, is seen, unless
/// ``ImportOptions/format`` says it. A log of lines may have several.
///
/// What it keeps is bounded, however large the file is.
public struct ImportReader: EntryReader {
    private let options: ImportOptions
    private var unpacker = Unpacker()
    private var recognition = Recognition()
    private var reader: (any EntryReader)?
    private var isFinished = false
    private var isEnded = false

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
            var piece: [UInt8] = []
            guard try unpacker.unpack(into: &piece) else { break }
            if reader == nil {
                recognition.take(piece)
                if let found = try recognition.reader(options, isWhole: false) {
                    reader = found
                    reader?.append(recognition.taken())
                }
            } else {
                reader?.append(piece)
            }
        }
        guard isFinished, !isEnded else { return false }
        isEnded = true
        if reader == nil {
            reader = try recognition.reader(options, isWhole: true)
            reader?.append(recognition.taken())
        }
        reader?.finish()
        return try reader?.read(into: &batch) ?? false
    }

    /// What was found out so far.
    public var account: ReadingAccount {
        var account = reader?.account ?? ReadingAccount()
        account.format = account.format ?? recognition.best
        account.runnerUp = account.runnerUp ?? recognition.runnerUp
        return account
    }
}

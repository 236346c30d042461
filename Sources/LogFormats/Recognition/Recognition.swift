import OCPP
import OCPPLog

/// Finds out what format a log has, by its first bytes.
struct Recognition {
    /// So many bytes are looked at.
    private static let most = 64 << 10
    /// As sure as this no more bytes are waited for.
    private static let sure = 0.75
    /// A format that is less sure is not taken.
    private static let likely = 0.15

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private var head: [UInt8] = []
    private var isBegun = false
    /// So many bytes and lines were looked at.
    private var looked = 0
    private var lines = 0
    private(set) var best: ReadingAccount.Guess?
    private(set) var runnerUp: ReadingAccount.Guess?

    /// Takes the next bytes, until there is a reader.
    mutating func take(_ bytes: [UInt8]) {
        head += bytes
        if !isBegun, head.count >= 3 {
            isBegun = true
            if head.starts(with: Self.byteOrderMark) { head.removeFirst(3) }
        }
    }

    /// Hands the bytes back, for the reader.
    mutating func taken() -> [UInt8] {
        defer { head = [] }
        return head
    }

    /// - Parameter isWhole: whether there are no more bytes.
    /// - Returns: nil when more bytes are wanted, or there is nothing at all.
    /// - Throws: when it is no log.
    mutating func reader(_ options: ImportOptions, isWhole: Bool) throws(ImportFault) -> (any EntryReader)? {
        if let archive = Self.archive(head[...], options) { return archive }
        if let dump = OCPPCoreDump.reader(options) { return dump }
        if let name = options.format?.name { return Self.reader(named: name, options) }
        guard head.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) || head.count >= Self.most else {
            return nil
        }
        // The same beginnings are looked at whatever the pieces are in which the bytes come: else a file could be read
        // in two ways.
        while let end = nextEnd() {
            let guesses = Self.guesses(head[..<end], isWhole: false)
            if let first = guesses.first, first.guess.confidence >= Self.sure { return try take(guesses, options) }
        }
        guard isWhole || head.count >= Self.most else { return nil }
        return try take(Self.guesses(head.prefix(Self.most), isWhole: isWhole && head.count <= Self.most), options)
    }

    /// The end of so many lines that there are twice as many as the last time; nil when they are not there.
    private mutating func nextEnd() -> Int? {
        while looked < min(head.count, Self.most) {
            guard let end = head[looked..<min(head.count, Self.most)].firstIndex(of: 0x0A) else { return nil }
            looked = end + 1
            lines += 1
            if lines & (lines - 1) == 0 { return looked }
        }
        return nil
    }

    private mutating func take(_ guesses: [Guess], _ options: ImportOptions) throws(ImportFault) -> any EntryReader {
        best = guesses.first?.guess
        runnerUp = guesses.dropFirst().first?.guess
        if let first = guesses.first, first.guess.confidence >= Self.likely {
            let isNewestFirst = FormatList.lines.contains { $0.name == first.guess.format && $0.isNewestFirst }
            return first.type?.reader(options)
                ?? LineLogReader(FormatList.lines, options, isNewestFirst: isNewestFirst)
        }
        if head.prefix(Self.most).contains(0) {
            throw ImportFault("this is a binary file, and no log or capture that can be read")
        }
        return LineLogReader(FormatList.lines, options)
    }

    /// Files of several logs.
    private static func archive(_ head: ArraySlice<UInt8>, _ options: ImportOptions) -> (any EntryReader)? {
        if ZipArchive.isZip(head) { return ZipArchive.reader(options) }
        return TarArchive.isTar(head) ? TarArchive.reader(options) : nil
    }

    /// A format, and what reads it; without a type one of those of lines.
    private typealias Guess = (guess: ReadingAccount.Guess, type: (any FileFormat.Type)?)

    private static func reader(named name: String, _ options: ImportOptions) -> (any EntryReader)? {
        if let type = FormatList.files.first(where: { $0.name == name }) { return type.reader(options) }
        let types = FormatList.lines.filter { $0.name == name }
        return LineLogReader(types, options, isNewestFirst: types.contains { $0.isNewestFirst })
    }

    /// Formats that something speaks for, the surest first; without a type those of lines.
    private static func guesses(_ head: ArraySlice<UInt8>, isWhole: Bool) -> [Guess] {
        var guesses: [Guess] = []
        for type in FormatList.files {
            let confidence = type.confidence(head, isWhole: isWhole)
            guard confidence > 0 else { continue }
            guesses.append((.init(format: type.name, title: type.title, confidence: confidence), type))
        }
        for guess in LineTrial(head, isWhole: isWhole).guesses { guesses.append((guess, nil)) }
        return guesses.enumerated().sorted {
            ($1.element.guess.confidence, $0.offset) < ($0.element.guess.confidence, $1.offset)
        }.map(\.element)
    }
}

/// Has the first lines of a log read by all formats of lines.
struct LineTrial {
    let guesses: [ReadingAccount.Guess]

    init(_ head: ArraySlice<UInt8>, isWhole: Bool) {
        var log = LineLog(FormatList.lines)
        var (frames, readable) = (0, 0)
        let reader = FrameReader(version: .v21)
        var number = 0
        var lines = head.split(separator: 0x0A, omittingEmptySubsequences: true)
        // The last line may go on.
        if !isWhole, lines.count > 1, head.last != 0x0A { lines.removeLast() }
        for line in lines {
            number += 1
            let bytes = Array(line.last == 0x0D ? line.dropLast() : line)
            // A trial has nothing to refuse.
            try? log.take(LineScanner(bytes, 0..<bytes.count), number: number, at: 0) { frame throws(ImportFault) in
                frames += 1
                if case .malformed = reader.read(frame.bytes.span) { return }
                readable += 1
            }
        }
        // Lines that only look like frames speak for nothing.
        let total = Double(max(1, log.known.reduce(0, +))) * Double(max(1, frames)) / Double(readable)
        guard readable > 0 else {
            guesses = []
            return
        }
        guesses = FormatList.lines.indices.filter { log.found[$0] > 0 }.map { index in
            let type = FormatList.lines[index]
            return .init(format: type.name, title: type.title, confidence: Double(log.known[index]) / total)
        }.sorted { $0.confidence > $1.confidence }
    }
}

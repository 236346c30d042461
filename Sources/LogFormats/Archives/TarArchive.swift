import OCPPLog

/// A tar file (POSIX ustar, with the long names of GNU and pax): the files in it one after the other.
struct TarArchive: Archive {
    private static let blockLength = 512
    private static let mostAtOnce = 256 << 10
    /// A longer name is none.
    private static let longestName = 4_096

    private enum State {
        case header
        case file(left: Int, padding: Int)
        /// What says the name of the next file.
        case name(left: Int, padding: Int, isPax: Bool, bytes: [UInt8])
        case skipped(Int)
        case end
    }

    private var bytes: [UInt8] = []
    private var start = 0
    private var state = State.header
    private var longName: String?
    private var isFinished = false

    /// Whether a file begins as tar files do.
    static func isTar(_ head: ArraySlice<UInt8>) -> Bool {
        guard head.count >= blockLength else { return false }
        let block = Array(head.prefix(blockLength))
        return block[257..<262].elementsEqual(Array("ustar".utf8)) && isSumRight(block[...])
    }

    /// A reader of the logs in it.
    static func reader(_ options: ImportOptions) -> any EntryReader {
        options.isInArchive ? RefusedArchive() : ArchiveReader(TarArchive(), options)
    }

    mutating func append(_ more: [UInt8]) {
        bytes.removeSubrange(..<start)
        start = 0
        bytes += more
    }

    mutating func finish() {
        isFinished = true
    }

    mutating func next() throws(ImportFault) -> ArchivePart? {
        while true {
            switch state {
            case .end:
                start = bytes.count
                return nil
            case .header:
                if let part = try header() { return part }
                if case .header = state { return try wantsMore() }
            case .skipped(let left):
                let count = min(left, bytes.count - start)
                start += count
                state = left == count ? .header : .skipped(left - count)
                guard left == count else { return try wantsMore() }
            case .name(let left, let padding, let isPax, let taken):
                let count = min(left, bytes.count - start)
                let name = taken + bytes[start..<start + count]
                start += count
                guard left == count else {
                    state = .name(left: left - count, padding: padding, isPax: isPax, bytes: name)
                    return try wantsMore()
                }
                longName = isPax ? Self.paxName(name) ?? longName : Self.text(name[...])
                state = .skipped(padding)
            case .file(let left, let padding):
                guard left > 0 else {
                    state = .skipped(padding)
                    return .end(nil)
                }
                let count = min(left, bytes.count - start, Self.mostAtOnce)
                guard count > 0 else { return try wantsMore() }
                let piece = Array(bytes[start..<start + count])
                start += count
                state = .file(left: left - count, padding: padding)
                return .bytes(piece)
            }
        }
    }

    private func wantsMore() throws(ImportFault) -> ArchivePart? {
        guard isFinished else { return nil }
        if case .header = state, start == bytes.count { return nil }
        throw ImportFault("the tar file ends in the middle: it was cut off, or is still being written")
    }

    private mutating func header() throws(ImportFault) -> ArchivePart? {
        guard bytes.count - start >= Self.blockLength else { return nil }
        let block = bytes[start..<start + Self.blockLength]
        start += Self.blockLength
        guard block.contains(where: { $0 != 0 }) else {
            state = .end
            return nil
        }
        guard Self.isSumRight(block), let size = Self.size(block), size >= 0 else {
            throw ImportFault("the tar file is damaged: no file begins where one should")
        }
        let padding = (Self.blockLength - size % Self.blockLength) % Self.blockLength
        switch block[block.startIndex + 156] {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
            state = .file(left: size, padding: padding)
            defer { longName = nil }
            return .file(longName ?? Self.name(block))
        case UInt8(ascii: "L"), UInt8(ascii: "x"):
            guard size <= Self.longestName else {
                state = .skipped(size + padding)
                return nil
            }
            let isPax = block[block.startIndex + 156] == UInt8(ascii: "x")
            state = .name(left: size, padding: padding, isPax: isPax, bytes: [])
        default:
            longName = nil
            state = .skipped(size + padding)
        }
        return nil
    }

    private static func name(_ block: ArraySlice<UInt8>) -> String {
        let start = block.startIndex
        let (name, prefix) = (text(block[start..<start + 100]), text(block[start + 345..<start + 500]))
        let isPOSIX = block[start + 262] == 0
        return prefix.isEmpty || !isPOSIX ? name : prefix + "/" + name
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// `path` of a pax header: `LENGTH path=NAME`, a line a member.
    private static func paxName(_ bytes: [UInt8]) -> String? {
        for line in bytes.split(separator: 0x0A) {
            let text = String(decoding: line, as: UTF8.self)
            guard let member = text.split(separator: " ", maxSplits: 1).last, member.hasPrefix("path=") else {
                continue
            }
            return String(member.dropFirst(5))
        }
        return nil
    }

    /// Octal digits, or where the first bit is set a number of the bytes that follow.
    private static func size(_ block: ArraySlice<UInt8>) -> Int? {
        let field = block[block.startIndex + 124..<block.startIndex + 136]
        if let first = field.first, first & 0x80 != 0 {
            let bytes = field.suffix(8)
            guard first == 0x80, field.dropFirst().prefix(3).allSatisfy({ $0 == 0 }) else { return nil }
            let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return value < 1 << 62 ? Int(value) : nil
        }
        return octal(field)
    }

    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
        guard digits.allSatisfy({ (0x30...0x37).contains($0) }), digits.count <= 12 else { return nil }
        return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
    }

    private static func isSumRight(_ block: ArraySlice<UInt8>) -> Bool {
        let field = block.startIndex + 148..<block.startIndex + 156
        var sum = 8 * 0x20
        for index in block.indices where !field.contains(index) { sum += Int(block[index]) }
        return octal(block[field]) == sum
    }
}

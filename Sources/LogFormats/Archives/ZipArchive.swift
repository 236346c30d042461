import OCPPLog

/// A zip file (APPNOTE 6.3), read from its beginning to its end: the files in it one after the other, stored or deflated.
struct ZipArchive: Archive {
    private static let local: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let headerLength = 30
    private static let mostAtOnce = 256 << 10

    /// The file that is being unpacked.
    private struct Member {
        var isStored: Bool
        /// Packed bytes that are left; nil where only the end of the stream tells.
        var left: Int?
        var hasDescriptor: Bool
        var isZip64: Bool
        var checksum: UInt32
        var stream: InflatingStream?
        var sum = ZipChecksum()
    }

    private enum State {
        case header, member, descriptor, skipped, end
    }

    private var bytes: [UInt8] = []
    private var start = 0
    private var state = State.header
    private var member: Member?
    /// Bytes of a file that is not read.
    private var toSkip = 0
    private var isFinished = false

    /// Whether a file begins as zip files do.
    static func isZip(_ head: ArraySlice<UInt8>) -> Bool {
        head.starts(with: local) || head.starts(with: [0x50, 0x4B, 0x07, 0x08, 0x50, 0x4B])
            || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// A reader of the logs in it.
    static func reader(_ options: ImportOptions) -> any EntryReader {
        options.isInArchive ? RefusedArchive() : ArchiveReader(ZipArchive(), options)
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
            case .skipped:
                let count = min(toSkip, bytes.count - start)
                start += count
                toSkip -= count
                guard toSkip == 0 else { return try wantsMore() }
                state = .header
            case .header:
                guard let part = try header() else {
                    if state == .end { continue }
                    return try wantsMore()
                }
                return part
            case .member:
                guard let part = try unpack() else { return try wantsMore() }
                return part
            case .descriptor:
                guard let part = descriptor() else { return try wantsMore() }
                return part
            }
        }
    }

    private func wantsMore() throws(ImportFault) -> ArchivePart? {
        // Between two files the directory may be missing: what is there is good.
        guard isFinished, state != .header || start < bytes.count else { return nil }
        throw ImportFault("the zip file ends in the middle: it was cut off, or is still being written")
    }

    /// - Returns: nil when more bytes are wanted, and at the end of the files.
    private mutating func header() throws(ImportFault) -> ArchivePart? {
        if bytes[start...].starts(with: [0x50, 0x4B, 0x07, 0x08]) { start += 4 }
        guard bytes.count - start >= 4 else { return nil }
        guard bytes[start...].starts(with: Self.local) else {
            guard bytes[start...].starts(with: [0x50, 0x4B]) else {
                throw ImportFault("the zip file is damaged: no file begins where one should")
            }
            // The directory of all files, and the end.
            state = .end
            return nil
        }
        guard bytes.count - start >= Self.headerLength else { return nil }
        let (nameLength, extraLength) = (number(26, 2), number(28, 2))
        let length = Self.headerLength + nameLength + extraLength
        guard bytes.count - start >= length else { return nil }
        let nameStart = start + Self.headerLength
        let name = String(decoding: bytes[nameStart..<nameStart + nameLength], as: UTF8.self)
        let (flags, method, checksum) = (number(6, 2), number(8, 2), number(14, 4))
        var (packed, unpacked) = (number(18, 4), number(22, 4))
        var isZip64 = false
        if let sizes = zip64Sizes(nameStart + nameLength..<start + length, packed, unpacked) {
            (packed, unpacked, isZip64) = (sizes.packed, sizes.unpacked, true)
        }
        guard packed >= 0, unpacked >= 0 else {
            throw ImportFault("the zip file is damaged: a size in it is impossible")
        }
        let hasDescriptor = flags & 8 != 0
        start += length
        guard flags & 1 == 0, flags & 0x40 == 0 else {
            throw ImportFault("the zip file is encrypted; unpack it with its password first")
        }
        let isFolder = name.hasSuffix("/")
        guard method == 0 || method == 8, !isFolder else {
            guard !hasDescriptor || packed > 0 || isFolder else {
                throw ImportFault(
                    "the zip file is packed in a way that is not read (method \(method)); unpack it first")
            }
            (state, toSkip) = (.skipped, packed)
            if isFolder { return try next() }
            return .refused(name, .packing(method))
        }
        guard method == 8 || !hasDescriptor || packed > 0 else {
            throw ImportFault("the zip file does not say how long the files in it are; unpack it first")
        }
        member = Member(
            isStored: method == 0, left: hasDescriptor && packed == 0 ? nil : packed, hasDescriptor: hasDescriptor,
            isZip64: isZip64, checksum: UInt32(truncatingIfNeeded: checksum),
            stream: method == 8 ? try InflatingStream(.zip) : nil)
        state = .member
        return .file(name)
    }

    /// The sizes in the extra field of zip64; nil where there is none.
    private func zip64Sizes(_ extra: Range<Int>, _ packed: Int, _ unpacked: Int) -> (packed: Int, unpacked: Int)? {
        var position = extra.lowerBound
        while position + 4 <= extra.upperBound {
            let (kind, length) = (number(position - start, 2), number(position - start + 2, 2))
            position += 4
            guard position + length <= extra.upperBound else { return nil }
            if kind == 1 {
                var place = position
                var sizes = (packed: packed, unpacked: unpacked)
                if unpacked == 0xFFFF_FFFF, place + 8 <= position + length {
                    sizes.unpacked = number(place - start, 8)
                    place += 8
                }
                if packed == 0xFFFF_FFFF, place + 8 <= position + length { sizes.packed = number(place - start, 8) }
                return sizes
            }
            position += length
        }
        return nil
    }

    private mutating func unpack() throws(ImportFault) -> ArchivePart? {
        guard var member else { return nil }
        self.member = nil
        defer { self.member = member }
        if let stream = member.stream {
            let available = min(bytes.count - start, member.left ?? .max)
            var output: [UInt8] = []
            while output.isEmpty, !stream.isAtEnd {
                let room = bytes[start..<start + min(available, bytes.count - start)]
                let taken = try stream.unpack(room, into: &output, atMost: Self.mostAtOnce)
                start += taken
                member.left = member.left.map { $0 - taken }
                if output.isEmpty, taken == 0 { break }
                if member.left == 0, output.isEmpty { break }
            }
            if !output.isEmpty {
                member.sum.take(output)
                return .bytes(output)
            }
            guard stream.isAtEnd || member.left == 0 else { return nil }
            // The stream may end before the bytes that it was said to have.
            (state, toSkip) = (.descriptor, member.left ?? 0)
            return descriptorOrNil(of: &member, isBroken: !stream.isAtEnd)
        }
        let count = min(bytes.count - start, member.left ?? 0, Self.mostAtOnce)
        guard count > 0 else {
            guard member.left == 0 else { return nil }
            (state, toSkip) = (.descriptor, 0)
            return descriptorOrNil(of: &member, isBroken: false)
        }
        let piece = Array(bytes[start..<start + count])
        start += count
        member.left = member.left.map { $0 - count }
        member.sum.take(piece)
        return .bytes(piece)
    }

    /// What follows the bytes of a file, where that is there already.
    private mutating func descriptorOrNil(of member: inout Member, isBroken: Bool) -> ArchivePart? {
        if isBroken { member.checksum = ~member.sum.value }
        if isBroken { member.hasDescriptor = false }
        return descriptor(of: member)
    }

    private mutating func descriptor() -> ArchivePart? {
        guard let member else { return nil }
        return descriptor(of: member)
    }

    /// The checksum and sizes behind a file, also without a signature before them.
    private mutating func descriptor(of member: Member) -> ArchivePart? {
        let skip = min(toSkip, bytes.count - start)
        start += skip
        toSkip -= skip
        guard toSkip == 0 else { return nil }
        var checksum = member.checksum
        if member.hasDescriptor {
            guard bytes.count - start >= 24 || isFinished else { return nil }
            let hasSignature = bytes[start...].starts(with: [0x50, 0x4B, 0x07, 0x08])
            let place = hasSignature ? 4 : 0
            guard bytes.count - start >= place + 12 else { return nil }
            checksum = UInt32(truncatingIfNeeded: number(place, 4))
            // Sizes have four or eight bytes: a signature follows those that they have.
            let short = place + 12
            let isShort = bytes.count - start < short + 2 || bytes[(start + short)...].starts(with: [0x50, 0x4B])
            start += isShort && !member.isZip64 ? short : min(place + 20, bytes.count - start)
        }
        state = .header
        return .end(checksum == member.sum.value ? nil : .badChecksum)
    }

    /// A number of so many bytes, the lowest first; negative where it has 64 bits and is too large.
    private func number(_ offset: Int, _ count: Int) -> Int {
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[start + offset + index]) }
        return Int(truncatingIfNeeded: value)
    }
}

/// An archive in an archive: those are not opened, or a small file could keep the program busy for ever.
struct RefusedArchive: EntryReader {
    mutating func append(_ bytes: [UInt8]) {}
    mutating func finish() {}

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        throw ImportFault("this is an archive inside an archive; unpack the outer one first")
    }
}

extension LineFault {
    static let badChecksum = LineFault(
        code: "bad_checksum", reason: "the packed file is damaged: its checksum is another")
    static func packing(_ method: Int) -> LineFault {
        LineFault(
            code: "bad_packing", reason: "it is packed in a way that is not read (method \(method)); unpack it first")
    }
}

import OCPPLog

/// Unpacks gzip and zstd, which it knows by their first bytes, piece by piece; everything else goes through as it is.
struct Unpacker {
    /// At most so many bytes come out at once, whatever the packed bytes promise.
    private static let mostAtOnce = 1 << 20

    private enum Form {
        case undecided, plain
        case packed(any UnpackingStream)
    }

    private var form = Form.undecided
    private var pending: [UInt8] = []
    private var position = 0
    private var isFinished = false

    /// Takes the next bytes.
    mutating func append(_ bytes: [UInt8]) {
        if position == pending.count {
            (pending, position) = (bytes, 0)
        } else {
            pending.removeSubrange(..<position)
            position = 0
            pending += bytes
        }
    }

    /// There are no more bytes.
    mutating func finish() {
        isFinished = true
    }

    /// Unpacks a bounded part of what is there.
    /// - Returns: whether something came out.
    mutating func unpack(into buffer: inout [UInt8]) throws(ImportFault) -> Bool {
        if case .undecided = form {
            guard pending.count >= 4 || isFinished else { return false }
            form = try Self.form(of: pending)
        }
        guard case .packed(let stream) = form else {
            let isSomething = position < pending.count
            if buffer.isEmpty, position == 0 { swap(&buffer, &pending) } else { buffer += pending[position...] }
            (pending, position) = ([], 0)
            return isSomething
        }
        while position < pending.count || stream.holdsMore {
            let before = buffer.count
            position += try stream.unpack(pending[position...], into: &buffer, atMost: Self.mostAtOnce)
            if buffer.count > before { return true }
        }
        guard !isFinished || stream.isAtEnd else {
            throw ImportFault("the packed data end in the middle: the file was cut off, or is still being written")
        }
        return false
    }

    private static func form(of bytes: [UInt8]) throws(ImportFault) -> Form {
        if bytes.starts(with: [0x1F, 0x8B]) { return .packed(try InflatingStream(.gzip)) }
        if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .packed(try ZstdStream()) }
        return .plain
    }
}

/// Unpacks one compressed stream piece by piece.
protocol UnpackingStream: AnyObject {
    /// Whether the packed bytes may end here.
    var isAtEnd: Bool { get }
    /// Whether more may come out without further bytes.
    var holdsMore: Bool { get }

    /// Appends what comes out of the bytes.
    /// - Returns: how many of the bytes were taken.
    func unpack(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8], atMost limit: Int) throws(ImportFault) -> Int
}

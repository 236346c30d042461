import OCPP
import OCPPLog

/// A file of packets, read piece by piece.
protocol CaptureFile {
    /// Reads on to the next packet.
    /// - Returns: nil when more bytes are needed.
    /// - Throws: when the file is damaged there.
    mutating func next(in buffer: inout CaptureBuffer) throws(ImportFault) -> CapturedPacket?
}

/// One packet of a capture.
struct CapturedPacket {
    /// What its bytes begin with: the number of a link type (`LINKTYPE_…` of the Tcpdump Group).
    var link: Int
    /// When it was captured; nil where the file does not say it.
    var time: Timestamp?
    /// Where its bytes stand in the buffer, until the next packet is read. There may be fewer than were on the wire.
    var bytes: Range<Int>

    /// No packet is longer, whatever a file says of its length, in bytes.
    static let longest = 16 << 20
}

/// The part of a file that was given and is not read yet.
struct CaptureBuffer {
    private(set) var bytes: [UInt8] = []
    /// The first byte that is not read.
    private var position = 0
    /// So many bytes of the file came before the buffer.
    private var before = 0
    /// So many bytes that are to come are of no interest.
    private var toSkip = 0

    /// How many bytes are there to be read.
    var count: Int { bytes.count - position }
    /// Where the next byte stands in the file, counted from 0.
    var offset: Int { before + position }
    /// Whether a part that was to be passed over is not there to its end.
    var isSkipping: Bool { toSkip > 0 }

    /// Takes the next bytes; those that are read go.
    mutating func append(_ more: [UInt8]) {
        before += position
        if position == bytes.count {
            bytes = more
        } else {
            bytes.removeSubrange(..<position)
            bytes += more
        }
        position = 0
        let skipped = min(toSkip, bytes.count)
        position += skipped
        toSkip -= skipped
    }

    /// Passes over so many bytes, also over those that are to come.
    mutating func skip(_ count: Int) {
        let skipped = min(count, self.count)
        position += skipped
        toSkip += count - skipped
    }

    /// Passes over so many bytes that are there.
    /// - Returns: where they stand.
    mutating func take(_ count: Int) -> Range<Int> {
        defer { position += count }
        return position..<position + count
    }

    /// Looks at the bytes that are not read.
    func peek<Result, Failure: Error>(_ look: (Span<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
        try look(bytes.span.extracting(position..<bytes.count))
    }
}

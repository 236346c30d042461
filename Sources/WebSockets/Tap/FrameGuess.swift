import NIOCore

/// Says whether bytes look like the beginning of a WebSocket frame, where it is not known that one begins there.
enum FrameGuess {
    /// Whether a text begins there, as far as there are bytes.
    static func begins(_ buffer: ByteBuffer, with text: StaticString) -> Bool {
        let view = buffer.readableBytesView
        let count = min(view.count, text.utf8CodeUnitCount)
        for index in 0..<count where view[view.startIndex + index] != text.utf8Start[index] { return false }
        return count > 0
    }

    /// Whether a frame of that peer begins there: a text that looks like an array or object of JSON, or frames that end with
    /// the bytes.
    static func begins(_ buffer: ByteBuffer, from peer: Peer) -> Bool {
        guard let (header, size) = header(of: buffer, from: peer) else { return false }
        if header.opcode == .text, !header.isCompressed {
            return beginsJSON(buffer, behind: size, mask: header.mask)
        }
        guard header.opcode != .continuation else { return false }
        let (end, overflows) = size.addingReportingOverflow(header.length)
        guard !overflows, end <= buffer.readableBytes else { return false }
        if end == buffer.readableBytes { return true }
        var rest = buffer
        rest.moveReaderIndex(forwardBy: end)
        return self.header(of: rest, from: peer) != nil
    }

    /// Whose text frame begins there.
    static func speaker(of buffer: ByteBuffer) -> Peer? {
        for peer in [Peer.client, .server] {
            guard let (header, size) = header(of: buffer, from: peer), header.opcode == .text else { continue }
            if header.isCompressed ? begins(buffer, from: peer) : beginsJSON(buffer, behind: size, mask: header.mask) {
                return peer
            }
        }
        return nil
    }

    /// The header of a frame that is masked as that peer has to, with its length in the shortest form (RFC 6455 §5.2).
    private static func header(of buffer: ByteBuffer, from peer: Peer) -> (header: FrameHeader, size: Int)? {
        guard let (header, size) = (try? FrameHeader.peek(buffer)) ?? nil else { return nil }
        guard (header.mask != nil) == (peer == .client) else { return nil }
        let lengthBytes = size - 2 - (header.mask == nil ? 0 : 4)
        guard lengthBytes == (header.length < 126 ? 0 : header.length < 65_536 ? 2 : 8) else { return nil }
        return (header, size)
    }

    private static func beginsJSON(_ buffer: ByteBuffer, behind size: Int, mask: UInt32?) -> Bool {
        guard let byte = buffer.getInteger(at: buffer.readerIndex + size, as: UInt8.self) else { return false }
        let first = byte ^ UInt8(truncatingIfNeeded: (mask ?? 0) >> 24)
        return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    }
}

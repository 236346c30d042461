import CZlib

/// Inflates the messages of one peer (RFC 7692 §7.2.2).
///
/// Holds zlib's state and a window, 40 KiB together, from the first byte of a message: until its end when the window is not
/// kept from message to message, else as long as it lives.
final class Inflater {
    enum Outcome {
        /// The input is used up.
        case more
        /// The input is no deflate stream: the window is lost and with it all that follows.
        case broken
    }

    private var stream: UnsafeMutablePointer<z_stream>?
    /// The window is not kept from message to message.
    let forgets: Bool
    /// Whether the message has bytes behind the last final block. Only then was a tail left out that has to be put back.
    private var lacksTail = false

    /// What zlib holds for it, about.
    var heldBytes: Int { stream == nil ? 0 : 40 << 10 }

    init(forgets: Bool) {
        self.forgets = forgets
    }

    deinit {
        release()
    }

    /// Inflates a piece of a message and hands the output on in chunks of up to 16 KiB.
    func inflate(_ input: [UInt8], _ take: (UnsafeRawBufferPointer) -> Void) -> Outcome {
        guard !input.isEmpty else { return .more }
        guard let stream = stream ?? makeStream() else { return .broken }
        return input.withUnsafeBufferPointer { input in
            withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 16) { output in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(clamping: input.count)
                return inflateAll(stream, into: output, take)
            }
        }
    }

    /// Ends a message: the four bytes that the sender left out are put back.
    func endMessage(_ take: (UnsafeRawBufferPointer) -> Void) -> Outcome {
        defer {
            if forgets { release() }
            lacksTail = false
        }
        guard lacksTail else { return .more }
        guard case .more = inflate([0x00, 0x00, 0xFF, 0xFF], take), let stream else { return .broken }
        // zlib sets bit 7 of data_type between two blocks: a message that ends elsewhere was cut off.
        return stream.pointee.data_type & 128 != 0 ? .more : .broken
    }

    /// Forgets everything, as after a message that was given up.
    func release() {
        lacksTail = false
        guard let stream else { return }
        inflateEnd(stream)
        stream.deallocate()
        self.stream = nil
    }

    private func makeStream() -> UnsafeMutablePointer<z_stream>? {
        let fresh = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        fresh.initialize(to: z_stream())
        // The largest window reads streams of every smaller one; negative: raw deflate without a header.
        guard czlib_inflateInit2(fresh, -15) == Z_OK else {
            fresh.deallocate()
            return nil
        }
        stream = fresh
        return fresh
    }

    private func inflateAll(
        _ stream: UnsafeMutablePointer<z_stream>, into output: UnsafeMutableRawBufferPointer,
        _ take: (UnsafeRawBufferPointer) -> Void
    ) -> Outcome {
        lacksTail = true
        while true {
            stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
            stream.pointee.avail_out = UInt32(clamping: output.count)
            let result = CZlib.inflate(stream, Z_SYNC_FLUSH)
            let produced = output.count - Int(stream.pointee.avail_out)
            if produced > 0 { take(UnsafeRawBufferPointer(rebasing: output[..<produced])) }
            switch result {
            case Z_OK where stream.pointee.avail_in == 0 && stream.pointee.avail_out > 0: return .more
            case Z_OK: continue
            case Z_BUF_ERROR: return .more
            case Z_STREAM_END:
                // A final block inside a message: allowed, and the next one begins anew (RFC 7692 §7.2.3.4).
                guard inflateReset(stream) == Z_OK else { return .broken }
                guard stream.pointee.avail_in > 0 else {
                    lacksTail = false
                    return .more
                }
            default: return .broken
            }
        }
    }
}

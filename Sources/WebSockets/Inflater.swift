import CZlib

/// Inflates the messages of one peer (RFC 7692 §7.2.2). Holds a window of 32 KiB from the first compressed message on.
final class Inflater {
    enum Outcome {
        /// The input is used up.
        case more
        /// The input is no deflate stream: the window is lost and with it all that follows.
        case broken
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private let forgets: Bool
    private var isReady: Bool

    /// - Parameter forgets: the window is not kept from message to message.
    init(forgets: Bool) {
        self.forgets = forgets
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // The largest window reads streams of every smaller one; negative: raw deflate without a header.
        isReady = czlib_inflateInit2(stream, -15) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Inflates a piece of a message and hands the output on in chunks of up to 16 KiB.
    func inflate(_ input: [UInt8], _ take: (UnsafeRawBufferPointer) -> Void) -> Outcome {
        guard isReady else { return .broken }
        return input.withUnsafeBufferPointer { input in
            withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 16) { output in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(clamping: input.count)
                return inflateAll(into: output, take)
            }
        }
    }

    /// Ends a message: the four bytes that the sender left out are put back.
    func endMessage(_ take: (UnsafeRawBufferPointer) -> Void) -> Outcome {
        let outcome = inflate([0x00, 0x00, 0xFF, 0xFF], take)
        if forgets, isReady { inflateReset(stream) }
        return outcome
    }

    private func inflateAll(
        into output: UnsafeMutableRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Void
    ) -> Outcome {
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
                // A final block inside a message: allowed, and the next one begins anew.
                guard inflateReset(stream) == Z_OK else { return .broken }
                if stream.pointee.avail_in == 0 { return .more }
            default: return .broken
            }
        }
    }
}

import Foundation
import OCPP
import OCPPLog

/// A file or text that was sent to be taken over, and waits until whoever sent it has seen what is in it.
struct Upload: Sendable {
    /// What it is asked for by.
    let id: String
    /// The name of the file; nil of text that was pasted.
    let name: String?
    /// Nothing any more when it was taken over.
    var bytes: Data
    /// In bytes, as it came.
    let size: Int
    /// It is forgotten then.
    var until: Timestamp
    /// Whether it is being taken over.
    var isInUse = false
    /// What became of it.
    var outcome: ImportOutcome?

    /// Its name on pages.
    var title: String { name.map { ShownText.of($0, limit: 120) } ?? "Pasted text" }

    /// The charging station of frames that name none, unless another is said: as the file is called, up to its first point.
    var charger: String? {
        let stem = name.map { ShownText.cut(String($0.prefix { $0 != "." }), 48) } ?? ""
        // A name with hidden characters would be taken for another one.
        return stem.isEmpty || VisibleText.of(stem) != stem ? nil : stem
    }
}

/// The bytes of an upload, a piece at a time. Packed bytes may become a thousand times as many, so what takes long is asked for
/// in smaller pieces: whoever reads looks at the clock between any two.
struct UploadPieces: AsyncSequence, Sendable {
    private static let sizes = (256...256 << 10)
    private static let longest = Duration.milliseconds(20)

    let bytes: Data

    struct AsyncIterator: AsyncIteratorProtocol {
        var rest: Data
        private var size = 1 << 10
        private var handedOver: ContinuousClock.Instant?

        init(rest: Data) {
            self.rest = rest
        }

        mutating func next() async throws -> [UInt8]? {
            try Task.checkCancellation()
            if let handedOver {
                let isLong = ContinuousClock.now - handedOver > UploadPieces.longest
                size =
                    isLong
                    ? Swift.max(size / 2, UploadPieces.sizes.lowerBound)
                    : Swift.min(size * 2, UploadPieces.sizes.upperBound)
            }
            // Whatever else waits for a core, such as what records, comes first.
            await Task.yield()
            let piece = Array(rest.prefix(size))
            rest = rest.dropFirst(piece.count)
            handedOver = .now
            return piece.isEmpty ? nil : piece
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: bytes) }
}

import OCPPLog
import Synchronization

/// Blocks in which searches found something, as far as they were read, for whoever asks next: a page is loaded again or turned,
/// a script asks for the newest entries every second.
///
/// Whoever takes a block is the only one that has it; who wants the same one meanwhile reads it from the file. Those that
/// nobody has asked for longest make room for others. A block of a segment that was dropped is never asked for again, so it
/// goes that way too.
final class SpareBlocks: Sendable {
    /// How often blocks were found here, and how much is here now.
    struct Figures: Sendable {
        var bytes = 0
        var taken = 0
        var missed = 0
    }

    /// Sound to hand from thread to thread, since whoever takes it out is the only one that has it. While it lies here only its
    /// place is looked at, which never changes.
    private struct Spare: @unchecked Sendable {
        /// Kept with it, so that no other segment gets its address.
        let segment: LoadedSegment
        let reader: BlockReader
        let bytes: Int
    }

    private struct State {
        /// The one that was used last stands last.
        var spares: [Spare] = []
        var figures = Figures()

        func place(of segment: LoadedSegment, _ block: Int) -> Int? {
            spares.lastIndex { $0.segment === segment && $0.reader.place.block == block }
        }

        mutating func remove(at place: Int) -> Spare {
            let spare = spares.remove(at: place)
            figures.bytes -= spare.bytes
            return spare
        }
    }

    private let most: Int
    private let state = Mutex(State())

    /// - Parameter most: so many bytes are kept, by a careful estimate.
    init(most: Int = 16 << 20) {
        self.most = most
    }

    var figures: Figures { state.withLock { $0.figures } }

    /// A block as it was kept, or a new reader of it.
    func reader(
        of segment: LoadedSegment, block: Int, _ source: any BlockSource, _ decompressor: PartDecompressor
    ) -> BlockReader {
        let spare = state.withLock { state -> Spare? in
            guard let place = state.place(of: segment, block) else {
                state.figures.missed += 1
                return nil
            }
            state.figures.taken += 1
            return state.remove(at: place)
        }
        guard let reader = spare?.reader else {
            return BlockReader(BlockPlace(segment: segment.id, block: block), source, decompressor)
        }
        reader.goOn(source, decompressor)
        return reader
    }

    /// Takes a block back. Nobody uses it any more, and no reading of it has broken off.
    func keep(_ reader: BlockReader, of segment: LoadedSegment) {
        reader.rest()
        let own = Spare(segment: segment, reader: reader, bytes: reader.footprint)
        guard own.bytes <= most else { return }
        // They are freed when the lock is open again.
        let left = state.withLock { state -> [Spare] in
            var left: [Spare] = []
            if let place = state.place(of: segment, reader.place.block) { left.append(state.remove(at: place)) }
            while state.figures.bytes + own.bytes > most { left.append(state.remove(at: 0)) }
            state.spares.append(own)
            state.figures.bytes += own.bytes
            return left
        }
        _ = left
    }
}

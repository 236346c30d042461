import Foundation
import OCPPLog

/// Chooses the stretches of a log that need to be read when only entries with a certain text are wanted: some megabytes around
/// each place where it stands, so that requests and answers are there together.
struct LineWindows {
    /// What is read before and behind a place, in bytes.
    struct Reach {
        var before = 4 << 20
        var behind = 4 << 20
    }

    private let word: RequiredWord
    private let reach: Reach
    /// The lines that begin before this byte are read.
    private var readUntil: Int
    /// The text was looked for up to here.
    private var looked = 0
    /// Bytes that were passed over.
    private(set) var skipped = 0

    /// - Parameter start: what is before this byte was read.
    init(_ word: RequiredWord, from start: Int, reach: Reach = Reach()) {
        self.word = word
        self.reach = reach
        // What was read may have the text near its end.
        readUntil = start + reach.behind
        looked = start
    }

    /// The bytes before `count` go.
    mutating func forget(_ count: Int, of bytes: [UInt8]) {
        // What is read is not looked at for the text until its end: places in it reach on beyond it.
        let end = min(bytes.count, count + word.count - 1)
        while looked < count, let place = word.firstIndex(in: bytes.span.extracting(0..<end), from: looked) {
            looked = place + 1
            readUntil = max(readUntil, place + reach.behind)
        }
        readUntil -= count
        looked = max(0, looked - count)
    }

    /// Goes on to the next line that is read.
    /// - Parameter start: the beginning of the next line; it is moved when lines are passed over.
    /// - Returns: whether the line is to be read; otherwise more bytes are wanted.
    mutating func advance(_ start: inout Int, in bytes: [UInt8]) -> Bool {
        while start >= readUntil {
            guard let place = word.firstIndex(in: bytes.span, from: looked) else {
                looked = max(looked, bytes.count - word.count + 1)
                pass(&start, to: bytes.count - reach.before, in: bytes)
                return false
            }
            looked = place + 1
            pass(&start, to: place - reach.before, in: bytes)
            readUntil = place + reach.behind
        }
        return true
    }

    /// Passes over the lines that end before a byte.
    private mutating func pass(_ start: inout Int, to place: Int, in bytes: [UInt8]) {
        guard place > start else { return }
        // Looked for within the bytes only; the pointers are not kept.
        let next = bytes.withUnsafeBufferPointer { buffer -> Int in
            guard let base = buffer.baseAddress, let found = memchr(base + place, 0x0A, buffer.count - place) else {
                return start
            }
            return UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
        }
        skipped += next - start
        start = next
    }
}

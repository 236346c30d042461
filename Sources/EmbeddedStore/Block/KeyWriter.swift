/// Writes the pieces of a key into room that is there: many short pieces, each without asking for more of it.
struct KeyWriter {
    /// A number takes so many bytes at most, and the byte before it one.
    private static let mostPerNumber = 11

    private let room: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    /// - Parameter room: as much as ``most(bytes:numbers:)`` says; it must outlive this.
    init(_ room: UnsafeMutableBufferPointer<UInt8>) {
        self.room = room
    }

    /// How much room a key takes at most.
    /// - Parameters:
    ///   - bytes: how many bytes its pieces have together.
    ///   - numbers: how many numbers it has, with a byte before each.
    static func most(bytes: Int, numbers: Int) -> Int {
        bytes + numbers * mostPerNumber
    }

    /// What was written.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: room[..<count]) }

    @inline(__always)
    mutating func byte(_ byte: UInt8) {
        // Sound: there is as much room as `most` says.
        room[count] = byte
        count += 1
    }

    /// Seven bits a byte, the lowest first; the top bit says that more follow.
    @inline(__always)
    mutating func count(_ number: Int) {
        var rest = UInt64(number)
        while rest >= 0x80 {
            byte(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        byte(UInt8(truncatingIfNeeded: rest))
    }

    @inline(__always)
    mutating func raw(_ piece: UnsafeBufferPointer<UInt8>) {
        // Sound: there is as much room as `most` says.
        UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[count..<count + piece.count])
            .copyMemory(from: UnsafeRawBufferPointer(piece))
        count += piece.count
    }
}

/// An input that is used up from the front: the first bytes choose, the rest is what is read.
struct FuzzInput {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    var isEmpty: Bool { rest.isEmpty }

    /// The next byte; 0 behind the end.
    mutating func byte() -> UInt8 {
        rest.popFirst() ?? 0
    }

    mutating func flag() -> Bool {
        byte() & 1 == 1
    }

    /// A number below `count`, which is 256 at most.
    mutating func choice(_ count: Int) -> Int {
        Int(byte()) % count
    }

    /// Up to so many bytes.
    mutating func take(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// All that is left.
    mutating func takeRest() -> [UInt8] {
        take(rest.count)
    }
}

/// Numbers byte strings in the order in which they are first seen, from 0. Equal means equal byte for byte.
struct ByteTable {
    /// All strings, one behind the other.
    private(set) var bytes: [UInt8] = []
    /// Where each string ends.
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    /// Open addressing: the number of a string and one, or 0. The length is a power of two.
    private var places: [UInt32]
    private let seed: UInt64

    /// - Parameter seed: keeps those who choose the strings from choosing where they land; changes nothing else.
    init(seed: UInt64) {
        self.seed = seed
        places = Array(repeating: 0, count: 64)
    }

    var count: Int { ends.count }

    func range(_ index: Int) -> Range<Int> {
        (index > 0 ? ends[index - 1] : 0)..<ends[index]
    }

    /// The length of each string, in their order.
    func length(_ index: Int) -> Int {
        range(index).count
    }

    /// Forgets all strings; keeps the memory unless it is much.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 22)
        if ends.isEmpty { return }
        if ends.count * 8 < places.count && places.count > 1_024 {
            places = Array(repeating: 0, count: 64)
        } else {
            for index in places.indices { places[index] = 0 }
        }
        ends.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
    }

    mutating func number(of text: String) -> Int {
        var text = text
        return text.withUTF8 { number(of: $0) }
    }

    /// The number of a string, a new one where it was not seen before.
    mutating func number(of string: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = ByteHash.hash(UnsafeRawBufferPointer(string), seed: seed)
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while places[place] != 0 {
            let found = Int(places[place]) - 1
            if hashes[found] == hash, isEqual(found, string) { return found }
            place = (place + 1) & mask
        }
        bytes.append(contentsOf: string)
        ends.append(bytes.count)
        hashes.append(hash)
        places[place] = UInt32(ends.count)
        if ends.count * 2 > places.count { grow() }
        return ends.count - 1
    }

    /// The number of a string that was seen before.
    func existing(_ string: UnsafeBufferPointer<UInt8>) -> Int? {
        let hash = ByteHash.hash(UnsafeRawBufferPointer(string), seed: seed)
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while places[place] != 0 {
            let found = Int(places[place]) - 1
            if hashes[found] == hash, isEqual(found, string) { return found }
            place = (place + 1) & mask
        }
        return nil
    }

    private func isEqual(_ index: Int, _ string: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(index)
        guard range.count == string.count else { return false }
        return bytes.withUnsafeBufferPointer { ByteHash.isEqual(UnsafeBufferPointer(rebasing: $0[range]), string) }
    }

    private mutating func grow() {
        places = Array(repeating: 0, count: places.count * 4)
        let mask = places.count - 1
        for (index, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & mask
            while places[place] != 0 { place = (place + 1) & mask }
            places[place] = UInt32(index + 1)
        }
    }
}

/// A quick keyed hash of bytes, eight at a time.
enum ByteHash {
    /// Whether the bytes are the same, eight at a time.
    static func isEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        let (first, second) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
        var position = 0
        // Each load lies before the end of both: the loop leaves fewer than eight bytes.
        while position + 8 <= first.count {
            let word = first.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            guard word == second.loadUnaligned(fromByteOffset: position, as: UInt64.self) else { return false }
            position += 8
        }
        while position < first.count {
            guard first[position] == second[position] else { return false }
            position += 1
        }
        return true
    }

    static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var position = 0
        // Each load lies before the end: the loop leaves fewer than eight bytes.
        while position + 8 <= bytes.count {
            hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self), seed)
            position += 8
        }
        var last: UInt64 = 0
        while position < bytes.count {
            last = last << 8 | UInt64(bytes[position])
            position += 1
        }
        return mix(mix(hash ^ last, seed), 0x9E37_79B9_7F4A_7C15)
    }

    static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = (a ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: b | 1)
        return product.high ^ product.low
    }
}

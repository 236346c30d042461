import OCPP
import OCPPLog

/// How the part `uid` keeps a unique id.
enum UniqueIDKind: Int, CaseIterable, Sendable {
    case none
    /// A UUID of version 4 in the usual spelling with small letters: its 122 random bits.
    case randomUUID
    /// Any other UUID with small letters: 16 bytes.
    case uuid
    /// A UUID with capital letters: 16 bytes.
    case capitalUUID
    /// A whole number without a sign or leading zeros: the difference to the one before.
    case number
    case text
}

/// Collects the unique ids of a block, by kind.
struct UniqueIDWriter {
    private var random = BitWriter()
    private var uuids = ColumnWriter()
    private var numbers = SplitWriter()
    private var lengths = ColumnWriter()
    private var texts = ColumnWriter()
    private var lastNumber: Int64 = 0

    mutating func removeAll() {
        random.removeAll()
        uuids.removeAll()
        numbers.removeAll()
        lengths.removeAll()
        texts.removeAll()
        lastNumber = 0
    }

    mutating func append(_ id: UniqueID?) -> UniqueIDKind {
        guard let id else { return .none }
        var text = id.rawValue
        return text.withUTF8 { append($0) }
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> UniqueIDKind {
        var capitals = false
        if let uuid = UUIDNumber(bytes, capitals: &capitals) {
            if uuid.isRandom, !capitals {
                random.append(uuid.randomBits.high, bits: 60)
                random.append(uuid.randomBits.low, bits: 62)
                return .randomUUID
            }
            uuids.fixed(uuid.high)
            uuids.fixed(uuid.low)
            return capitals ? .capitalUUID : .uuid
        }
        if let number = CanonicalNumber.value(of: bytes) {
            numbers.integer(number - lastNumber)
            lastNumber = number
            return .number
        }
        lengths.count(bytes.count)
        texts.raw(bytes)
        return .text
    }

    func write(to column: inout ColumnWriter) {
        var random = random
        random.finish()
        let bits = numbers.allBits
        for count in [uuids.count, lengths.count, texts.count, numbers.tokens.count, bits.count] { column.count(count) }
        column.raw(uuids.bytes)
        column.raw(lengths.bytes)
        column.cut()
        column.raw(texts.bytes)
        column.cut()
        column.raw(numbers.tokens.bytes)
        column.cut()
        column.raw(bits)
        column.raw(random.bytes)
    }
}

/// The unique ids of a block, as the part `uid` keeps them.
struct UniqueIDColumns {
    /// How far the columns were read: rows behind it are passed over without being kept.
    private struct Place {
        var row = 0
        var uuids: ColumnReader
        var lengths: ColumnReader
        var texts: ColumnReader
        var numbers: SplitReader
        var random: BitReader
        var lastNumber: Int64 = 0
    }

    private let whole: ColumnReader
    private let start: Place
    private var place: Place
    /// Places to go on from: each so many rows behind the one before.
    private var marks: [Place] = []
    private static let rowsPerMark = 128
    private let numberCount: Int

    init(_ bytes: [UInt8]) throws(StoreError) {
        var column = ColumnReader(.uid, bytes)
        var counts: [Int] = []
        for _ in 0..<5 { counts.append(try column.count()) }
        let uuids = ColumnReader(.uid, bytes, try column.take(counts[0]))
        let lengths = ColumnReader(.uid, bytes, try column.take(counts[1]))
        let texts = ColumnReader(.uid, bytes, try column.take(counts[2]))
        let tokens = ColumnReader(.uid, bytes, try column.take(counts[3]))
        let numbers = SplitReader(tokens, BitReader(bytes, try column.take(counts[4])))
        let random = BitReader(bytes, try column.take(column.rest))
        start = Place(uuids: uuids, lengths: lengths, texts: texts, numbers: numbers, random: random)
        place = start
        numberCount = counts[3]
        whole = column
    }

    /// The id of a row. It is quickest when rows are asked for from the first to the last.
    mutating func id(ofRow row: Int, _ meta: BlockMeta) throws(StoreError) -> UniqueID? {
        if row < place.row || row - place.row > Self.rowsPerMark, !marks.isEmpty {
            let mark = marks[min(row / Self.rowsPerMark, marks.count - 1)]
            if row < place.row || mark.row > place.row { place = mark }
        }
        while place.row < row {
            if place.row == marks.count * Self.rowsPerMark { marks.append(place) }
            try pass(meta.forms[Int(meta.formOfRow[place.row])].uniqueID)
        }
        if row == marks.count * Self.rowsPerMark { marks.append(place) }
        let kind = meta.forms[Int(meta.formOfRow[row])].uniqueID
        let id: UniqueID?
        switch kind {
        case .none: id = nil
        case .randomUUID:
            let uuid = UUIDNumber(randomHigh: place.random.read(60), low: place.random.read(62))
            id = UniqueID(uuid.text(capitals: false))
        case .uuid, .capitalUUID:
            let uuid = UUIDNumber(high: try place.uuids.fixed(UInt64.self), low: try place.uuids.fixed(UInt64.self))
            id = UniqueID(uuid.text(capitals: kind == .capitalUUID))
        case .number:
            place.lastNumber &+= try place.numbers.integer()
            id = UniqueID(String(place.lastNumber))
        case .text:
            let length = try place.lengths.number()
            guard length <= UInt64(place.texts.rest) else { throw whole.damage("it breaks off") }
            id = UniqueID(try whole.text(try place.texts.take(Int(length))))
        }
        place.row = row + 1
        try check(meta.count)
        return id
    }

    private mutating func pass(_ kind: UniqueIDKind) throws(StoreError) {
        switch kind {
        case .none: break
        case .randomUUID: place.random.skip(122)
        case .uuid, .capitalUUID: _ = try place.uuids.take(16)
        case .number: place.lastNumber &+= try place.numbers.integer()
        case .text:
            let length = try place.lengths.number()
            guard length <= UInt64(place.texts.rest) else { throw whole.damage("it breaks off") }
            _ = try place.texts.take(Int(length))
        }
        place.row += 1
    }

    /// Nothing was read that is not there; behind the last row nothing is left over.
    private func check(_ rows: Int) throws(StoreError) {
        guard !place.random.isOver else { throw whole.damage("it breaks off") }
        guard place.row == rows else { return }
        for rest in [place.uuids, place.lengths, place.texts] { try rest.finish() }
        try place.numbers.finish()
        guard place.random.rest < 8 else { throw whole.damage("something follows its end") }
    }

    /// The ids that are a text, in any case: the places of each kind, counted among those of its kind.
    func places(equal text: String) throws(StoreError) -> UniqueIDPlaces {
        let wanted = Array(CaseFolding.fold(text).utf8)
        var places = UniqueIDPlaces()
        var capitals = false
        if let uuid = wanted.withUnsafeBufferPointer({ UUIDNumber($0, capitals: &capitals) }) {
            findRandom(uuid, &places)
            var column = start.uuids
            var index = 0
            while column.rest > 0 {
                let own = UUIDNumber(high: try column.fixed(UInt64.self), low: try column.fixed(UInt64.self))
                if own == uuid { places.uuids.insert(index) }
                index += 1
            }
        }
        if let number = wanted.withUnsafeBufferPointer({ CanonicalNumber.value(of: $0) }) {
            var column = start.numbers
            let numbers = try column.sums(numberCount)
            for index in numbers.indices where numbers[index] == number { places.numbers.insert(index) }
        }
        var (lengths, texts) = (start.lengths, start.texts)
        var index = 0
        while lengths.rest > 0 {
            let length = try lengths.number()
            guard length <= UInt64(texts.rest) else { throw whole.damage("it breaks off") }
            if try isEqual(texts.take(Int(length)), wanted) { places.texts.insert(index) }
            index += 1
        }
        return places
    }

    private func findRandom(_ uuid: UUIDNumber, _ places: inout UniqueIDPlaces) {
        guard uuid.isRandom else { return }
        let wanted = uuid.randomBits
        var random = start.random
        for index in 0..<random.rest / 122 {
            let high = random.read(60)
            if high == wanted.high {
                if random.read(62) == wanted.low { places.random.insert(index) }
            } else {
                random.skip(62)
            }
        }
    }

    private func isEqual(_ place: Range<Int>, _ wanted: [UInt8]) throws(StoreError) -> Bool {
        let bytes = whole.bytes[place]
        if bytes.allSatisfy({ $0 < 0x80 }) {
            guard place.count == wanted.count else { return false }
            return bytes.lazy.map(CaseFolding.foldASCII).elementsEqual(wanted)
        }
        return CaseFolding.fold(try whole.text(place)).utf8.elementsEqual(wanted)
    }
}

/// Which unique ids of a block are meant, before it is known of which rows they are.
struct UniqueIDPlaces {
    fileprivate(set) var random: Set<Int> = []
    fileprivate(set) var uuids: Set<Int> = []
    fileprivate(set) var numbers: Set<Int> = []
    fileprivate(set) var texts: Set<Int> = []

    var isEmpty: Bool { random.isEmpty && uuids.isEmpty && numbers.isEmpty && texts.isEmpty }

    /// The rows that have them, rising.
    func rows(_ meta: BlockMeta) -> [Int] {
        var (random, uuids, numbers, texts) = (0, 0, 0, 0)
        func next(_ count: inout Int, _ wanted: Set<Int>) -> Bool {
            defer { count += 1 }
            return wanted.contains(count)
        }
        return meta.formOfRow.indices.filter { row in
            switch meta.forms[Int(meta.formOfRow[row])].uniqueID {
            case .none: false
            case .randomUUID: next(&random, self.random)
            case .uuid, .capitalUUID: next(&uuids, self.uuids)
            case .number: next(&numbers, self.numbers)
            case .text: next(&texts, self.texts)
            }
        }
    }
}

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
    private enum Value {
        case none
        case uuid(UUIDNumber, capitals: Bool)
        case number(Int64)
        case text(Range<Int>)
    }

    private let kinds: [UniqueIDKind]
    private let formOfRow: [Int32]
    private let whole: ColumnReader
    private var uuids: ColumnReader
    private var lengths: ColumnReader
    private var texts: ColumnReader
    private var numbers: SplitReader
    private var random: BitReader
    private var lastNumber: Int64 = 0
    /// Of the first rows, as far as they were needed.
    private var values: [Value] = []

    init(_ bytes: [UInt8], _ meta: BlockMeta) throws(StoreError) {
        var column = ColumnReader(.uid, bytes)
        var counts: [Int] = []
        for _ in 0..<5 { counts.append(try column.count()) }
        uuids = ColumnReader(.uid, bytes, try column.take(counts[0]))
        lengths = ColumnReader(.uid, bytes, try column.take(counts[1]))
        texts = ColumnReader(.uid, bytes, try column.take(counts[2]))
        let tokens = ColumnReader(.uid, bytes, try column.take(counts[3]))
        numbers = SplitReader(tokens, BitReader(bytes, try column.take(counts[4])))
        random = BitReader(bytes, try column.take(column.rest))
        kinds = meta.forms.map(\.uniqueID)
        formOfRow = meta.formOfRow
        whole = column
    }

    /// Reads on until so many rows are known.
    private mutating func read(_ count: Int) throws(StoreError) {
        guard values.count < count else { return }
        values.reserveCapacity(count)
        for row in values.count..<count {
            let kind = kinds[Int(formOfRow[row])]
            switch kind {
            case .none: values.append(.none)
            case .randomUUID:
                let uuid = UUIDNumber(randomHigh: random.read(60), low: random.read(62))
                values.append(.uuid(uuid, capitals: false))
            case .uuid, .capitalUUID:
                let uuid = UUIDNumber(high: try uuids.fixed(UInt64.self), low: try uuids.fixed(UInt64.self))
                values.append(.uuid(uuid, capitals: kind == .capitalUUID))
            case .number:
                lastNumber &+= try numbers.integer()
                values.append(.number(lastNumber))
            case .text:
                let length = try lengths.number()
                guard length <= UInt64(texts.rest) else { throw whole.damage("it breaks off") }
                values.append(.text(try texts.take(Int(length))))
            }
        }
        guard !random.isOver else { throw whole.damage("it breaks off") }
        guard count == formOfRow.count else { return }
        for rest in [uuids, lengths, texts] { try rest.finish() }
        try numbers.finish()
        guard random.rest < 8 else { throw whole.damage("something follows its end") }
    }

    /// The id of a row.
    mutating func id(ofRow row: Int) throws(StoreError) -> UniqueID? {
        try read(row + 1)
        return switch values[row] {
        case .none: nil
        case .uuid(let uuid, let capitals): UniqueID(uuid.text(capitals: capitals))
        case .number(let number): UniqueID(String(number))
        case .text(let place): UniqueID(try whole.text(place))
        }
    }

    /// The rows whose id is a text, in any case.
    mutating func rows(equal text: String) throws(StoreError) -> [Int] {
        try read(formOfRow.count)
        let wanted = Array(CaseFolding.fold(text).utf8)
        var capitals = false
        let uuid = wanted.withUnsafeBufferPointer { UUIDNumber($0, capitals: &capitals) }
        let number = wanted.withUnsafeBufferPointer { CanonicalNumber.value(of: $0) }
        var rows: [Int] = []
        for (row, value) in values.enumerated() {
            let isFound =
                switch value {
                case .none: false
                case .uuid(let own, _): own == uuid
                case .number(let own): own == number
                case .text(let place): try isEqual(place, wanted)
                }
            if isFound { rows.append(row) }
        }
        return rows
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

import OCPP
import OCPPLog

/// Collects the unique ids of a block, by kind.
struct UniqueIDWriter {
    private var uuids = ColumnWriter()
    private var numbers = ColumnWriter()
    private var lengths = ColumnWriter()
    private var texts = ColumnWriter()
    private var lastNumber: Int64 = 0

    mutating func removeAll() {
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
        let kind = UniqueIDKind(of: bytes)
        switch kind {
        case .none: break
        case .uuid, .capitalUUID: UUIDText.append(bytes, to: &uuids)
        case .number:
            let number = CanonicalNumber.value(of: bytes) ?? 0
            numbers.integer(number - lastNumber)
            lastNumber = number
        case .text:
            lengths.count(bytes.count)
            texts.raw(bytes)
        }
        return kind
    }

    func write(to column: inout ColumnWriter) {
        column.count(uuids.count)
        column.raw(uuids.bytes)
        column.count(numbers.count)
        column.raw(numbers.bytes)
        column.count(lengths.count)
        column.raw(lengths.bytes)
        column.raw(texts.bytes)
    }
}

/// The unique ids of a block, as the part `uid` keeps them.
struct UniqueIDColumns {
    private enum Value {
        case none
        /// Where the 16 bytes begin.
        case uuid(Int, capitals: Bool)
        case number(Int64)
        case text(Range<Int>)
    }

    private let reader: ColumnReader
    private var values: [Value] = []

    init(_ bytes: [UInt8], _ meta: BlockMeta) throws(StoreError) {
        var column = ColumnReader(.uid, bytes)
        let uuids = try column.take(try column.count())
        var numbers = ColumnReader(.uid, bytes, try column.take(try column.count()))
        var lengths = ColumnReader(.uid, bytes, try column.take(try column.count()))
        var nextUUID = uuids.lowerBound
        var lastNumber: Int64 = 0
        values.reserveCapacity(meta.count)
        for form in meta.formOfRow {
            let kind = meta.forms[Int(form)].uniqueID
            switch kind {
            case .none: values.append(.none)
            case .uuid, .capitalUUID:
                guard uuids.upperBound - nextUUID >= 16 else { throw column.damage("it breaks off") }
                values.append(.uuid(nextUUID, capitals: kind == .capitalUUID))
                nextUUID += 16
            case .number:
                lastNumber &+= try numbers.integer()
                values.append(.number(lastNumber))
            case .text:
                let length = try lengths.number()
                guard length <= UInt64(column.rest) else { throw column.damage("it breaks off") }
                values.append(.text(try column.take(Int(length))))
            }
        }
        guard nextUUID == uuids.upperBound else { throw column.damage("something follows its end") }
        try numbers.finish()
        try lengths.finish()
        try column.finish()
        reader = column
    }

    /// The id of a row.
    func id(ofRow row: Int) throws(StoreError) -> UniqueID? {
        switch values[row] {
        case .none: nil
        case .uuid(let start, let capitals):
            UniqueID(UUIDText.text(reader.bytes[start..<start + 16], capitals: capitals))
        case .number(let number): UniqueID(String(number))
        case .text(let place): UniqueID(try reader.text(place))
        }
    }

    /// The rows whose id is a text, in any case.
    func rows(equal text: String) throws(StoreError) -> [Int] {
        let folded = CaseFolding.fold(text)
        let wanted = Array(folded.utf8)
        let (kind, number) = wanted.withUnsafeBufferPointer { (UniqueIDKind(of: $0), CanonicalNumber.value(of: $0)) }
        var bytes = ColumnWriter()
        if kind == .uuid { wanted.withUnsafeBufferPointer { UUIDText.append($0, to: &bytes) } }
        let uuid = bytes.bytes
        var rows: [Int] = []
        for (row, value) in values.enumerated() {
            let isFound =
                switch value {
                case .none: false
                case .uuid(let start, _): kind == .uuid && reader.bytes[start..<start + 16].elementsEqual(uuid)
                case .number(let own): own == number
                case .text(let place): try isEqual(place, wanted)
                }
            if isFound { rows.append(row) }
        }
        return rows
    }

    private func isEqual(_ place: Range<Int>, _ wanted: [UInt8]) throws(StoreError) -> Bool {
        let bytes = reader.bytes[place]
        if bytes.allSatisfy({ $0 < 0x80 }) {
            guard place.count == wanted.count else { return false }
            return bytes.lazy.map(CaseFolding.foldASCII).elementsEqual(wanted)
        }
        return CaseFolding.fold(try reader.text(place)).utf8.elementsEqual(wanted)
    }
}

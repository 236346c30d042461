import OCPP
import OCPPLog

/// Rebuilds what the parts `text` and `num` keep of entries: frames byte for byte, and what is said in words.
final class BodyReader {
    let meta: BlockMeta
    let text: TextReader
    let rows: BlockRows
    private let num: () throws -> [UInt8]
    private var numbers: [UInt8]?
    private var columns: [[SlotColumn?]]
    private var bytes: [UInt8] = []

    /// - Parameter num: reads the part `num`, when a slot is needed.
    init(_ meta: BlockMeta, _ text: TextReader, num: @escaping () throws -> [UInt8]) throws {
        self.meta = meta
        self.text = text
        self.num = num
        rows = try BlockRows(meta, text)
        columns = text.templates.map { Array(repeating: nil, count: $0.slots.count) }
    }

    /// Fills in request, response, detail, missing and masked.
    func complete(_ entry: inout Entry, row: Int) throws {
        let body = text.bodies[meta.forms[Int(meta.formOfRow[row])].body]
        let shape = meta.shapes[meta.shapeOfRow(row)]
        if let template = body.request {
            entry.request = try frame(template, row, 0, id: entry.uniqueID, error: shape.requestError)
        } else {
            guard shape.requestError == nil else { throw BlockPart.text.damage("an error has no frame") }
            entry.request = nil
        }
        if let template = body.response {
            entry.response = try frame(template, row, 1, id: entry.uniqueID, error: shape.responseError)
        } else {
            guard shape.responseError == nil else { throw BlockPart.text.damage("an error has no frame") }
            entry.response = nil
        }
        if let template = body.remark { try remark(template, row, &entry) }
        entry.masked = body.masked
    }

    /// The values of one slot of a template, read once.
    func column(of slot: Int, _ template: Int) throws -> SlotColumn {
        if let known = columns[template][slot] { return known }
        let numbers = try self.numbers ?? num()
        self.numbers = numbers
        let own = rows.rowsOfTemplates[template]
        let column = try SlotColumn(text.templates[template].slots[slot], of: numbers, count: own.count) {
            own.map { meta.times[Int($0)] }
        }
        columns[template][slot] = column
        return column
    }

    private func slots(of template: Int) throws -> [SlotColumn] {
        try text.templates[template].slots.indices.map { try column(of: $0, template) }
    }

    private func frame(
        _ number: Int, _ row: Int, _ channel: Int, id: UniqueID?, error code: ErrorCode?
    ) throws -> RecordedFrame {
        let template = text.templates[number]
        let slots = try slots(of: number)
        let ordinal = Int(rows.ordinals[row * 3 + channel])
        bytes.removeAll(keepingCapacity: true)
        var begin: Int?
        var payload: Range<Int>?
        var error: RecordedFrame.ErrorPart?
        var length: Int?
        for piece in template.pieces {
            bytes.append(contentsOf: text.bytes[piece.literal])
            switch piece.cut {
            case .slot: slots[piece.slot].append(ordinal, texts: text.bytes, to: &bytes)
            case .uniqueID: bytes.append(contentsOf: (id?.rawValue ?? "").utf8)
            case .payloadBegin: begin = bytes.count
            case .payloadEnd: payload = (begin ?? bytes.count)..<bytes.count
            case .errorText:
                guard let code else { throw BlockPart.text.damage("an error has no code") }
                error = RecordedFrame.ErrorPart(code: code, text: try string(slots[piece.slot], ordinal))
            case .length: length = try integer(slots[piece.slot], ordinal)
            case .missing, .end: break
            }
        }
        guard (error == nil) == (code == nil) else { throw BlockPart.text.damage("an error has no text") }
        return RecordedFrame(Array(bytes), payload: payload, error: error, length: length)
    }

    private func remark(_ number: Int, _ row: Int, _ entry: inout Entry) throws {
        let template = text.templates[number]
        let slots = try slots(of: number)
        let ordinal = Int(rows.ordinals[row * 3 + 2])
        bytes.removeAll(keepingCapacity: true)
        for piece in template.pieces {
            bytes.append(contentsOf: text.bytes[piece.literal])
            if piece.cut == .slot { slots[piece.slot].append(ordinal, texts: text.bytes, to: &bytes) }
            if piece.cut == .missing { entry.missing = try integer(slots[piece.slot], ordinal) }
        }
        guard template.kind == .detail else { return }
        entry.detail = try Self.utf8(bytes)
    }

    private func string(_ column: SlotColumn, _ index: Int) throws -> String {
        var bytes: [UInt8] = []
        column.append(index, texts: text.bytes, to: &bytes)
        return try Self.utf8(bytes)
    }

    private func integer(_ column: SlotColumn, _ index: Int) throws -> Int {
        guard let integer = Int(try string(column, index)) else { throw BlockPart.text.damage("a length is no number") }
        return integer
    }

    private static func utf8(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw BlockPart.text.damage("a text is not UTF-8")
        }
        return text
    }
}

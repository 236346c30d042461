import OCPP
import OCPPLog

/// Rebuilds what the parts `text` and `num` keep of entries: frames byte for byte, and what is said in words.
final class BodyReader {
    let meta: BlockMeta
    let text: TextReader
    let rows: BlockRows
    private let num: () throws -> NumberPart
    private var columns: SlotColumns?
    /// Whether all slots of a template were read.
    private var isRead: [Bool]
    private var bytes: [UInt8] = []

    /// - Parameter num: reads the part `num`, when a slot is needed.
    init(_ meta: BlockMeta, _ text: TextReader, num: @escaping () throws -> NumberPart) throws {
        self.meta = meta
        self.text = text
        self.num = num
        rows = try BlockRows(meta, text)
        isRead = text.templates.map(\.slots.isEmpty)
    }

    /// Fills in request, response, detail, missing and masked.
    func complete(_ entry: inout Entry, row: Int) throws {
        let form = Int(meta.formOfRow[row])
        let body = meta.forms[form].body
        let shape = meta.forms[form].shape
        entry.request = try frame(
            text.bodies[body].request, row, 0, id: entry.uniqueID, error: meta.shapes[shape].requestError)
        entry.response = try frame(
            text.bodies[body].response, row, 1, id: entry.uniqueID, error: meta.shapes[shape].responseError)
        if let template = text.bodies[body].remark { try remark(template, row, &entry) }
        entry.masked = text.bodies[body].masked
    }

    /// The values of one slot of a template, in the order of its rows: numbers, or which text it is.
    func values(of slot: Int, _ template: Int) throws -> ArraySlice<Int64> {
        try read(slot, template)
        let start = columns?.start(slot) ?? 0
        return columns?.values[start..<start + text.templates[template].count] ?? []
    }

    private func read(_ slot: Int, _ template: Int) throws {
        if columns == nil { columns = SlotColumns(try num(), slots: text.slots.count) }
        try columns?.read(slot, text.slots[slot], rows: rows[template], times: meta.times)
    }

    private func readSlots(of template: Int) throws {
        if isRead[template] { return }
        for slot in text.templates[template].slots { try read(slot, template) }
        isRead[template] = true
    }

    /// Appends the text of a slot that was read.
    private func append(_ slot: Int, _ ordinal: Int) {
        guard let value = columns.map({ $0.values[$0.start(slot) + ordinal] }) else { return }
        switch text.slots[slot].values {
        case .numbers(let spelling, _, _): spelling.append(value, to: &bytes)
        case .texts(let strings): bytes.append(contentsOf: text.bytes[text.place(Int(value), of: strings)])
        }
    }

    private func frame(
        _ number: Int?, _ row: Int, _ channel: Int, id: UniqueID?, error code: ErrorCode?
    ) throws -> RecordedFrame? {
        guard let number else {
            guard code == nil else { throw BlockPart.text.damage("an error has no frame") }
            return nil
        }
        try readSlots(of: number)
        let ordinal = Int(rows.ordinals[row * 3 + channel])
        bytes.removeAll(keepingCapacity: true)
        var begin: Int?
        var payload: Range<Int>?
        var error: RecordedFrame.ErrorPart?
        var length: Int?
        for index in text.templates[number].pieces {
            let piece = text.pieces[index]
            bytes.append(contentsOf: text.bytes[piece.literal])
            switch piece.cut {
            case .slot: append(piece.slot, ordinal)
            case .uniqueID: bytes.append(contentsOf: (id?.rawValue ?? "").utf8)
            case .payloadBegin: begin = bytes.count
            case .payloadEnd: payload = (begin ?? bytes.count)..<bytes.count
            case .errorText:
                guard let code else { throw BlockPart.text.damage("an error has no code") }
                error = RecordedFrame.ErrorPart(code: code, text: try string(piece.slot, ordinal))
            case .length: length = try integer(piece.slot, ordinal)
            case .missing, .end: break
            }
        }
        guard (error == nil) == (code == nil) else { throw BlockPart.text.damage("an error has no text") }
        return RecordedFrame(Array(bytes), payload: payload, error: error, length: length)
    }

    private func remark(_ number: Int, _ row: Int, _ entry: inout Entry) throws {
        try readSlots(of: number)
        let ordinal = Int(rows.ordinals[row * 3 + 2])
        bytes.removeAll(keepingCapacity: true)
        for index in text.templates[number].pieces {
            let piece = text.pieces[index]
            bytes.append(contentsOf: text.bytes[piece.literal])
            if piece.cut == .slot { append(piece.slot, ordinal) }
            if piece.cut == .missing { entry.missing = try integer(piece.slot, ordinal) }
        }
        guard text.templates[number].kind == .detail else { return }
        entry.detail = try Self.utf8(bytes[...])
    }

    /// The text of a slot by itself; what was built so far of the frame stays.
    private func string(_ slot: Int, _ ordinal: Int) throws -> String {
        let start = bytes.count
        append(slot, ordinal)
        defer { bytes.removeSubrange(start...) }
        return try Self.utf8(bytes[start...])
    }

    private func integer(_ slot: Int, _ ordinal: Int) throws -> Int {
        guard let integer = Int(try string(slot, ordinal)) else { throw BlockPart.text.damage("a length is no number") }
        return integer
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>) throws -> String {
        let text = bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
        guard let text else { throw BlockPart.text.damage("a text is not UTF-8") }
        return text
    }
}

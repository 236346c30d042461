import OCPP
import OCPPLog

/// Rebuilds what the parts `text` and `num` keep of entries: frames byte for byte, and what is said in words.
final class BodyReader {
    let text: TextReader
    private let readMeta: () throws -> BlockMeta
    private let num: () throws -> NumberPart
    private var blockRows: BlockRows?
    private var lastRows: (template: Int, wanted: Int, rows: [Int32])?
    private var columns = SlotColumns()
    /// How many values of all slots of a template were read.
    private var filled: [Int]
    private var bytes: [UInt8] = []
    /// How long the last frame of each template was: the next one will be about as long.
    private var lengths: [Int]

    /// - Parameters:
    ///   - meta: reads the part `meta`, when rows are needed.
    ///   - num: reads the part `num`, when a slot is needed.
    init(_ text: TextReader, meta: @escaping () throws -> BlockMeta, num: @escaping () throws -> NumberPart) {
        self.text = text
        readMeta = meta
        self.num = num
        filled = Array(repeating: 0, count: text.templates.count)
        lengths = filled
    }

    func meta() throws -> BlockMeta { try readMeta() }

    /// Which rows have which templates. Reads `meta`.
    func rows() throws -> BlockRows {
        if let blockRows { return blockRows }
        let rows = try BlockRows(readMeta(), text)
        blockRows = rows
        return rows
    }

    /// A template's slots are read one after the other: its rows are found once.
    private func firstRows(_ wanted: Int, of template: Int) throws -> [Int32] {
        if let lastRows, lastRows.template == template, lastRows.wanted >= wanted { return lastRows.rows }
        // Taken out meanwhile, so that it is not copied.
        var rows = try blockRows.take() ?? BlockRows(readMeta(), text)
        defer { blockRows = rows }
        let found = rows.rows(of: template, first: wanted)
        lastRows = (template, wanted, found)
        return found
    }

    private func ordinal(ofRow row: Int, _ channel: Int) throws -> Int {
        // Taken out meanwhile, so that it is not copied.
        var rows = try blockRows.take() ?? BlockRows(readMeta(), text)
        defer { blockRows = rows }
        return rows.ordinal(ofRow: row, channel)
    }

    /// Fills in request, response, detail, missing and masked.
    func complete(_ entry: inout Entry, row: Int) throws {
        let meta = try readMeta()
        let form = Int(meta.formOfRow[row])
        if blockRows == nil { blockRows = try BlockRows(meta, text) }
        let body = meta.forms[form].body
        let errors = try meta.errors(ofRow: row)
        entry.request = try frame(
            text.bodies[body].request, row, 0, id: entry.uniqueID, error: errors.request)
        entry.response = try frame(
            text.bodies[body].response, row, 1, id: entry.uniqueID, error: errors.response)
        if let template = text.bodies[body].remark { try remark(template, row, &entry) }
        entry.masked = text.bodies[body].masked
    }

    /// The values of one slot of a template, in the order of its rows: numbers, or which text it is.
    func values(of slot: Int, _ template: Int) throws -> ArraySlice<Int64> {
        let count = text.templates[template].count
        try read(slot, template, wanted: count)
        return columns.values(slot, count: count)
    }

    /// Whether a number of a slot can be so large, above or below zero.
    func canReach(_ magnitude: UInt64, _ slot: Int, _ template: Int) throws -> Bool {
        try openColumns()
        return try columns.canReach(magnitude, text.slots[slot], count: text.templates[template].count)
    }

    private func openColumns() throws {
        if !columns.isOpen { columns = SlotColumns(try num(), slots: text.slots.count) }
    }

    private func read(_ slot: Int, _ template: Int, wanted: Int) throws {
        try openColumns()
        // Taken out meanwhile: the times of rows are asked of this reader too.
        var own = columns
        columns = SlotColumns()
        defer { columns = own }
        try own.read(slot, text.slots[slot], count: text.templates[template].count, wanted: wanted) { needed in
            let times = try readMeta().times
            return try firstRows(needed, of: template).prefix(needed).map { times[Int($0)] }
        }
    }

    /// Reads the slots of a template as far as one of its frames needs.
    private func readSlots(of template: Int, for ordinal: Int) throws {
        guard filled[template] <= ordinal else { return }
        for slot in text.templates[template].slots { try read(slot, template, wanted: ordinal + 1) }
        filled[template] = filled[template] > 0 ? text.templates[template].count : ordinal + 1
    }

    private func frame(
        _ number: Int?, _ row: Int, _ channel: Int, id: UniqueID?, error code: ErrorCode?
    ) throws -> RecordedFrame? {
        guard let number else {
            guard code == nil else { throw BlockPart.text.damage("an error has no frame") }
            return nil
        }
        let ordinal = try ordinal(ofRow: row, channel)
        try readSlots(of: number, for: ordinal)
        let payload = build(number, ordinal, id: id?.rawValue ?? "")
        var frame = RecordedFrame(bytes, payload: payload)
        if text.templates[number].hasExtras { try addExtras(to: &frame, number, ordinal, code) }
        guard (frame.error == nil) == (code == nil) else { throw BlockPart.text.damage("an error has no text") }
        return frame
    }

    private func remark(_ number: Int, _ row: Int, _ entry: inout Entry) throws {
        let ordinal = try ordinal(ofRow: row, 2)
        try readSlots(of: number, for: ordinal)
        _ = build(number, ordinal, id: "")
        if text.templates[number].kind == .detail { entry.detail = try Self.utf8(bytes) }
        for piece in text.pieces[text.templates[number].pieces] where piece.cut == .missing {
            entry.missing = try integer(piece.slot, ordinal)
        }
    }

    /// Lays out the bytes of a frame, and says where its payload lies in them. The slots of the template were read.
    private func build(_ number: Int, _ ordinal: Int, id: String) -> Range<Int>? {
        // New bytes, since those before are a frame's; local, so that no other access is watched for.
        var built: [UInt8] = []
        built.reserveCapacity(lengths[number])
        let payload = text.build(number, ordinal, columns, id: id, to: &built)
        lengths[number] = built.count
        bytes = built
        return payload
    }

    /// Fills in what goes with a frame and is no piece of it.
    private func addExtras(
        to frame: inout RecordedFrame, _ number: Int, _ ordinal: Int, _ code: ErrorCode?
    ) throws {
        for piece in text.pieces[text.templates[number].pieces] {
            if piece.cut == .length { frame.length = try integer(piece.slot, ordinal) }
            if piece.cut == .errorText {
                guard let code else { throw BlockPart.text.damage("an error has no code") }
                frame.error = RecordedFrame.ErrorPart(code: code, text: try string(piece.slot, ordinal))
            }
        }
    }

    /// The text of a slot by itself.
    private func string(_ slot: Int, _ ordinal: Int) throws -> String {
        var own: [UInt8] = []
        text.append(slot, ordinal, columns, to: &own)
        return try Self.utf8(own)
    }

    private func integer(_ slot: Int, _ ordinal: Int) throws -> Int {
        guard let integer = Int(try string(slot, ordinal)) else { throw BlockPart.text.damage("a length is no number") }
        return integer
    }

    private static func utf8(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw BlockPart.text.damage("a text is not UTF-8")
        }
        return text
    }
}

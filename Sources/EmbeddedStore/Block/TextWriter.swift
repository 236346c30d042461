import OCPP
import OCPPLog

/// Makes the parts `text` and `num` of a block: templates, and the values of their slots.
struct TextWriter {
    /// What a row has of templates, each number one higher, 0 where it has none, and which secrets were masked.
    private var bodies: ByteTable
    private(set) var bodyOfRow: [Int] = []
    private var masked: ByteTable
    private var maskedOfRow: [Int] = []
    private var errorCodes: ByteTable
    private var arena = FrameArena()
    private var tokenizer = FrameTokenizer()
    private var firstTokens: [Int] = []
    private var sorter: TemplateSorter
    private var slots: SlotWriter
    private var literals = ColumnWriter()
    private var strings = ColumnWriter()
    private var directory = ColumnWriter()
    private var num = SplitWriter()
    private var scratch = ColumnWriter()
    /// The tokens at one place of all frames of a template.
    private var place: [FrameToken] = []

    init(seed: UInt64) {
        bodies = ByteTable(seed: seed)
        masked = ByteTable(seed: seed)
        errorCodes = ByteTable(seed: seed)
        sorter = TemplateSorter(seed: seed)
        slots = SlotWriter(seed: seed)
    }

    mutating func removeAll() {
        bodies.removeAll()
        bodyOfRow.removeAll(keepingCapacity: true)
        masked.removeAll()
        maskedOfRow.removeAll(keepingCapacity: true)
        errorCodes.removeAll()
        arena.removeAll()
        tokenizer.removeAll()
        firstTokens.removeAll(keepingCapacity: true)
        sorter.removeAll()
        literals.removeAll()
        strings.removeAll()
        directory.removeAll()
        num.removeAll()
    }

    mutating func append(_ entry: Entry) {
        arena.append(entry)
        if let code = entry.request?.error?.code { _ = errorCodes.number(of: code.rawValue) }
        if let code = entry.response?.error?.code { _ = errorCodes.number(of: code.rawValue) }
        scratch.removeAll()
        scratch.texts(entry.masked)
        maskedOfRow.append(scratch.bytes.withUnsafeBufferPointer { masked.number(of: $0) })
    }

    /// Writes both parts, when all entries are in.
    mutating func write(text textPart: inout ColumnWriter, num numPart: inout ColumnWriter) {
        let bytes = arena.bytes
        bytes.withUnsafeBufferPointer { bytes in
            for frame in arena.frames {
                firstTokens.append(tokenizer.tokens.count)
                tokenizer.append(frame, extras: arena.extras[frame.extras], of: bytes)
                sorter.append(frame, tokenizer.tokens[(firstTokens.last ?? 0)...], of: bytes)
            }
            firstTokens.append(tokenizer.tokens.count)
            sorter.sort(tokensOf: { tokenizer.tokens[firstTokens[$0]..<firstTokens[$0 + 1]] }, arena: bytes)
            directory.count(sorter.count)
            for frames in framesByTemplate() { writeTemplate(frames, bytes) }
        }
        directory.count(errorCodes.count)
        for index in 0..<errorCodes.count { directory.count(errorCodes.length(index)) }
        strings.raw(errorCodes.bytes)
        writeBodies()
        textPart.count(literals.count)
        textPart.count(strings.count)
        textPart.raw(literals.bytes)
        textPart.cut()
        textPart.raw(strings.bytes)
        textPart.cut()
        textPart.raw(directory.bytes)
        numPart.count(num.tokens.count)
        numPart.raw(num.tokens.bytes)
        numPart.cut()
        numPart.raw(num.allBits)
    }

    private func framesByTemplate() -> [[Int]] {
        var frames = Array(repeating: [Int](), count: sorter.count)
        for (frame, template) in sorter.templateOfFrame.enumerated() { frames[template].append(frame) }
        return frames
    }

    private mutating func writeBodies() {
        for row in maskedOfRow.indices {
            scratch.removeAll()
            for channel in 0..<3 {
                let frame = arena.framesOfRows[row * 3 + channel]
                scratch.count(frame < 0 ? 0 : sorter.templateOfFrame[frame] + 1)
            }
            let range = masked.range(maskedOfRow[row])
            masked.bytes.withUnsafeBufferPointer { scratch.raw(UnsafeBufferPointer(rebasing: $0[range])) }
            bodyOfRow.append(scratch.bytes.withUnsafeBufferPointer { bodies.number(of: $0) })
        }
        directory.count(bodies.count)
        directory.raw(bodies.bytes)
    }

    /// Writes a template with the values of its slots. A slot that is the same in all rows is no slot.
    private mutating func writeTemplate(_ frames: [Int], _ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = frames.first else { return }
        let frame = arena.frames[first]
        let times = frames.map { arena.times[arena.frames[$0].row] }
        directory.byte(frame.kind.rawValue)
        directory.count(frames.count)
        var position = frame.bytes.lowerBound
        var marks: [(Int, Cut)] = []
        if let payload = frame.payload {
            marks = [(payload.lowerBound, .payloadBegin), (payload.upperBound, .payloadEnd)]
        }
        for index in 0..<firstTokens[first + 1] - firstTokens[first] {
            let token = tokenizer.tokens[firstTokens[first] + index]
            if token.cut.hasValues { gather(index, of: frames) }
            if token.cut == .slot || token.cut == .uniqueID {
                if token.cut == .slot, isConstant(bytes) { continue }
                while let (place, mark) = marks.first, place <= token.start {
                    cut(mark, at: place, &position, bytes)
                    marks.removeFirst()
                }
                cut(token.cut, at: token.start, &position, bytes)
                position += token.count
            } else {
                directory.byte(token.cut.rawValue)
                directory.byte(0)
            }
            guard token.cut.hasValues else { continue }
            place.withUnsafeBufferPointer { tokens in
                slots.write(
                    tokens, times: times, arena: bytes, directory: &directory, text: &strings, num: &num)
            }
        }
        for (place, mark) in marks { cut(mark, at: place, &position, bytes) }
        cut(.end, at: frame.bytes.upperBound, &position, bytes)
    }

    /// Writes the literal up to a cut, and what is cut.
    private mutating func cut(
        _ cut: Cut, at place: Int, _ position: inout Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        directory.byte(cut.rawValue)
        directory.count(place - position)
        literals.raw(UnsafeBufferPointer(rebasing: bytes[position..<place]))
        position = place
    }

    /// Takes out of all frames of a template what they have at one place.
    private mutating func gather(_ index: Int, of frames: [Int]) {
        place.removeAll(keepingCapacity: true)
        tokenizer.tokens.withUnsafeBufferPointer { tokens in
            // Sound: all frames of a template have as many tokens, which their skeleton says.
            for frame in frames { place.append(tokens[firstTokens[frame] + index]) }
        }
    }

    /// Whether what was taken out is the same in all frames.
    private func isConstant(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = place.first else { return true }
        if first.kind != .text {
            // Only one text is printed of them.
            return place.allSatisfy { $0.kind == first.kind && $0.value == first.value && $0.digits == first.digits }
        }
        let text = UnsafeBufferPointer(rebasing: bytes[first.start..<first.start + first.count])
        return place.allSatisfy { token in
            token.count == first.count
                && ByteHash.isEqual(
                    UnsafeBufferPointer(rebasing: bytes[token.start..<token.start + token.count]), text)
        }
    }
}

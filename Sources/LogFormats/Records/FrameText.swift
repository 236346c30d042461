/// Finds frames of OCPP-J in text.
enum FrameText {
    /// Where a frame begins: a bracket, behind it the number of a message type, behind that a comma.
    /// - Returns: nil where none does.
    static func start(in text: ArraySlice<UInt8>) -> Int? {
        var from = text.startIndex
        while let bracket = text[from...].firstIndex(of: UInt8(ascii: "[")) {
            if type(at: bracket, in: text) != nil { return bracket }
            from = bracket + 1
        }
        return nil
    }

    /// The number of the message type of the frame that begins at a bracket.
    static func type(at bracket: Int, in text: ArraySlice<UInt8>) -> UInt8? {
        guard bracket < text.endIndex, text[bracket] == UInt8(ascii: "[") else { return nil }
        var position = afterBlanks(bracket + 1, text)
        guard position < text.endIndex, case let digit = text[position] &- 0x30, (2...6).contains(digit) else {
            return nil
        }
        position = afterBlanks(position + 1, text)
        return position < text.endIndex && text[position] == UInt8(ascii: ",") ? digit : nil
    }

    /// The place behind the bracket that closes the one at `start`.
    /// - Returns: nil where it stays open.
    static func end(of start: Int, in text: ArraySlice<UInt8>) -> Int? {
        var end = FrameEnd()
        let bytes = Array(text[start...])
        return end.find(in: bytes, 0..<bytes.count).map { start + $0 }
    }

    /// The frame that begins at a bracket; where that stays open, all that follows.
    static func frame(at start: Int, in text: ArraySlice<UInt8>) -> [UInt8] {
        Array(text[start..<(end(of: start, in: text) ?? text.endIndex)])
    }

    private static func afterBlanks(_ start: Int, _ text: ArraySlice<UInt8>) -> Int {
        var position = start
        while position < text.endIndex, text[position] == 0x20 || (0x09...0x0D).contains(text[position]) {
            position += 1
        }
        return position
    }
}

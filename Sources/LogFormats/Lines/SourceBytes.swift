import OCPP

/// The bytes of a file that are not read yet, and on which line they begin.
struct SourceBytes {
    /// The bytes; those before ``start`` are read.
    private(set) var bytes: [UInt8] = []
    /// The first byte that is not read.
    private(set) var start = 0
    /// The line it stands on, counted from 1.
    private(set) var line = 1
    /// Before it no line ends.
    private var looked = 0
    /// Whether no more bytes come.
    var isFinished = false

    /// What is not read.
    var rest: Range<Int> { start..<bytes.count }

    mutating func append(_ more: [UInt8]) {
        if start > 0 {
            bytes.removeSubrange(..<start)
            looked -= start
            start = 0
        }
        bytes += more
    }

    /// Everything before a place is read.
    mutating func skip(to place: Int) {
        line += bytes[start..<place].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        start = place
    }

    /// The place of a text in what is not read, from a place on.
    func place(of text: StaticString, from place: Int) -> Int? {
        place < bytes.count ? ByteSearch.place(of: text, in: bytes[place...]) : nil
    }

    /// The next line with its break; nil where its end is not there yet.
    mutating func nextLine() -> Range<Int>? {
        guard start < bytes.count else { return nil }
        if let end = ByteSearch.place(of: "\n", in: bytes[max(start, looked)...]) { return start..<end + 1 }
        looked = bytes.count
        return isFinished ? rest : nil
    }

    /// A line without its break and the blanks before that.
    func withoutBreak(_ line: Range<Int>) -> Range<Int> {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
        return line.lowerBound..<end
    }

    /// A range without blanks and breaks on both sides.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        let end = withoutBreak(range).upperBound
        var begin = range.lowerBound
        while begin < end, bytes[begin] <= 0x20 { begin += 1 }
        return begin..<end
    }
}

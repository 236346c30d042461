/// Cuts HTML into the parts that begin with a tag: from one `<tr` to the next. What stands before the first one goes.
struct TagCutter: Cutter {
    /// So many bytes of the record were looked at.
    private var looked = 0
    private var begin: Int?
    private var linesBefore = 0
    private var linesInside = 0
    /// The bracket and the name, in small letters.
    private let tag: [UInt8]

    init(_ name: String) {
        tag = Array("<\(name)".utf8)
    }

    func forgetting() -> TagCutter {
        var cutter = self
        cutter.looked = 0
        cutter.begin = begin.map { _ in 0 }
        return cutter
    }

    mutating func cut(_ bytes: Span<UInt8>, from start: Int, isFinished: Bool) -> Cut {
        var position = start + looked
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "<") {
                // The tag may go on in bytes that are not there yet.
                guard position + tag.count < bytes.count || isFinished else { break }
                if isTag(at: position, bytes) {
                    let place = position - start
                    if let begin, begin < place { return record(begin..<place, next: place) }
                    begin = place
                }
            }
            if byte == 0x0A { if begin == nil { linesBefore += 1 } else { linesInside += 1 } }
            position += 1
        }
        looked = position - start
        guard isFinished, let begin, begin < looked else { return .unfinished }
        return record(begin..<looked, next: looked)
    }

    private mutating func record(_ range: Range<Int>, next: Int) -> Cut {
        defer { (looked, begin, linesBefore, linesInside) = (0, nil, 0, 0) }
        return .record(range, next: next, linesBefore: linesBefore, linesInside: linesInside)
    }

    private func isTag(at place: Int, _ bytes: Span<UInt8>) -> Bool {
        guard place + tag.count < bytes.count else { return false }
        for index in 1..<tag.count where bytes[place + index] | 0x20 != tag[index] { return false }
        let next = bytes[place + tag.count]
        return next == UInt8(ascii: ">") || next == UInt8(ascii: "/") || next <= 0x20
    }
}

/// Which parts of a JSON document are records.
protocol DocumentPlan {
    /// Whether the values in an object or array are records one by one; else all of it is one record.
    /// - Parameters:
    ///   - path: the names of the members around it, from the outermost on. An array has no name of its own.
    ///   - firstName: the name of the object's first member; nil for an array, and for an object without members.
    static func opens(_ path: [String], isArray: Bool, firstName: String?) -> Bool
}

/// Cuts a JSON document into those of its values that are records, however deep they lie and however large the rest is.
/// Several documents may follow each other, as they do one a line.
struct DocumentCutter<Plan: DocumentPlan>: Cutter {
    /// Longer names are cut off.
    private static var longestName: Int { 256 }
    /// Deeper values are records.
    private static var deepest: Int { 16 }

    private struct Level {
        let isArray: Bool
        var name: String?
    }

    /// So many bytes of the record were looked at.
    private var looked = 0
    private var levels: [Level] = []
    /// The names of the members around the newest record, and its own.
    private(set) var path: [String] = []
    /// So many objects were opened that are documents: they stand alone, or in an array that is all of the file.
    private(set) var documents = 0
    /// Whether the end came where a value was not complete.
    private(set) var isCutOff = false

    private var begin: Int?
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The record is an object, and its first name is not read yet.
    private var isUndecided = false
    /// A value of the open object follows, not a name.
    private var expectsValue = false
    private var isInName = false
    private var name: [UInt8] = []
    private var linesBefore = 0
    private var linesInside = 0

    func forgetting() -> DocumentCutter {
        var cutter = self
        cutter.looked = 0
        cutter.begin = begin.map { _ in 0 }
        return cutter
    }

    mutating func cut(_ bytes: Span<UInt8>, from start: Int, isFinished: Bool) -> Cut {
        var position = start + looked
        while position < bytes.count {
            let byte = bytes[position]
            let place = position - start
            if let begin {
                if byte == 0x0A { linesInside += 1 }
                if depth == 0, !isInString, Self.endsScalar(byte) {
                    if byte == 0x0A { linesInside -= 1 }
                    return record(begin..<place, next: place)
                }
                position += 1
                if endsRecord(byte) { return record(begin..<place + 1, next: place + 1) }
            } else {
                position += 1
                if byte == 0x0A { linesBefore += 1 }
                if isInName { readName(byte) } else { beginNext(byte, at: place) }
            }
        }
        looked = bytes.count - start
        guard isFinished else { return .unfinished }
        if !levels.isEmpty || isInName || depth > 0 || isInString { isCutOff = true }
        guard let begin else { return .unfinished }
        return record(begin..<looked, next: looked)
    }

    private mutating func record(_ range: Range<Int>, next: Int) -> Cut {
        defer {
            (looked, begin, depth, isInString, isEscaped, isUndecided) = (0, nil, 0, false, false, false)
            (linesBefore, linesInside, expectsValue) = (0, 0, false)
        }
        return .record(range, next: next, linesBefore: linesBefore, linesInside: linesInside)
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): true
        default: false
        }
    }

    /// Looks at a byte between records.
    private mutating func beginNext(_ byte: UInt8, at place: Int) {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","): return
        case UInt8(ascii: ":"): expectsValue = true
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            _ = levels.popLast()
            expectsValue = false
            setPath()
        case UInt8(ascii: "\"") where levels.last?.isArray == false && !expectsValue:
            isInName = true
            name.removeAll(keepingCapacity: true)
        case UInt8(ascii: "[") where levels.count < Self.deepest && Plan.opens(path, isArray: true, firstName: nil):
            open(Level(isArray: true, name: nil))
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            (begin, depth) = (place, 1)
            isUndecided = byte == UInt8(ascii: "{")
        default:
            begin = place
            isInString = byte == UInt8(ascii: "\"")
        }
    }

    /// Follows a record by one byte.
    /// - Returns: whether it ends with it.
    private mutating func endsRecord(_ byte: UInt8) -> Bool {
        if isInString {
            if isUndecided, isEscaped || byte != UInt8(ascii: "\""), name.count < Self.longestName { name.append(byte) }
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
                if isUndecided { decide() }
                return depth == 0 && begin != nil
            }
            return false
        }
        switch byte {
        case UInt8(ascii: "\""):
            isInString = true
            if isUndecided { name.removeAll(keepingCapacity: true) }
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            isUndecided = false
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            return depth <= 0
        default: break
        }
        return false
    }

    /// The first name of an object is read: it is a record, or its members are.
    private mutating func decide() {
        isUndecided = false
        let first = String(decoding: name, as: UTF8.self)
        guard levels.count < Self.deepest, Plan.opens(path, isArray: false, firstName: first) else { return }
        (begin, depth) = (nil, 0)
        linesBefore += linesInside
        linesInside = 0
        open(Level(isArray: false, name: first))
    }

    private mutating func open(_ level: Level) {
        if path.isEmpty, !level.isArray { documents += 1 }
        levels.append(level)
        expectsValue = false
        setPath()
    }

    private mutating func readName(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInName = false
            if let last = levels.indices.last { levels[last].name = String(decoding: name, as: UTF8.self) }
            return setPath()
        }
        if name.count < Self.longestName { name.append(byte) }
    }

    private mutating func setPath() {
        path = levels.compactMap(\.name)
    }
}

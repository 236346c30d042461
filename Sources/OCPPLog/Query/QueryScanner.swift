/// Reads the text of a query from left to right. Places are indices of its Unicode scalars.
struct QueryScanner {
    enum Keyword: String, CaseIterable {
        case and = "AND"
        case or = "OR"
        case not = "NOT"
    }

    let scalars: [Unicode.Scalar]
    var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    var end: Int { scalars.count }
    var isAtEnd: Bool { position >= scalars.count }
    var current: Unicode.Scalar? { scalar(at: position) }
    var previous: Unicode.Scalar? { scalar(at: position - 1) }
    var next: Unicode.Scalar? { scalar(at: position + 1) }

    /// Whether nothing but blanks follows.
    var isAtLastBlanks: Bool { scalars[min(position, end)...].allSatisfy(\.isBlank) }

    private func scalar(at index: Int) -> Unicode.Scalar? {
        scalars.indices.contains(index) ? scalars[index] : nil
    }

    /// Whether there were any.
    @discardableResult
    mutating func skipBlanks() -> Bool {
        let start = position
        position = self.index(from: position) { !$0.isBlank }
        return position > start
    }

    /// The first place from `start` on whose scalar fulfils a condition; the end where none does.
    func index(from start: Int, where condition: (Unicode.Scalar) -> Bool) -> Int {
        scalars[start...].firstIndex(where: condition) ?? end
    }

    func text(_ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for scalar in scalars[range] {
            // Nearly all texts are ASCII; scalars are dear to append one by one.
            guard scalar.isASCII else { return String(String.UnicodeScalarView(scalars[range])) }
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The whole text with another text in the place of a range.
    func text(replacing range: Range<Int>, with replacement: String) -> String {
        text(0..<range.lowerBound) + replacement + text(range.upperBound..<end)
    }

    /// A range in UTF-16 units.
    func utf16(_ range: Range<Int>) -> Range<Int> {
        let start = scalars[..<range.lowerBound].reduce(0) { $0 + UTF16.width($1) }
        return start..<scalars[range].reduce(start) { $0 + UTF16.width($1) }
    }
}

extension QueryScanner {
    /// The keyword at this place: upper case, and a blank, a bracket or the end behind it.
    var keyword: Keyword? {
        Keyword.allCases.first { keyword in
            let letters = keyword.rawValue.unicodeScalars
            guard scalars[position...].starts(with: letters) else { return false }
            return scalar(at: position + letters.count).map { $0.isBlank || $0 == "(" || $0 == ")" } ?? true
        }
    }

    /// Steps over a keyword and returns its place.
    mutating func take(_ keyword: Keyword) -> Range<Int> {
        let start = position
        position += keyword.rawValue.unicodeScalars.count
        return start..<position
    }

    /// Reads a run of characters up to one that ends it.
    mutating func run(until isEnd: (Unicode.Scalar) -> Bool) -> Range<Int> {
        let start = position
        position = index(from: position, where: isEnd)
        return start..<position
    }

    /// Reads the quoted text that begins here; nil when it does not end.
    mutating func quoted() -> String? {
        position += 1
        var content = String.UnicodeScalarView()
        while let scalar = current {
            position += 1
            if scalar.isQuote { return String(content) }
            if scalar == "\\", let escaped = current, escaped == "\\" || escaped.isQuote {
                position += 1
                content.append(escaped)
            } else {
                content.append(scalar)
            }
        }
        return nil
    }

    /// The place of the colon when a key begins here; nil when this is no filter.
    var endOfKey: Int? {
        let chunk = position..<index(from: position) { $0.endsWord }
        if Self.pathPrefixes.contains(where: { startsHere($0) }) {
            return scalars[chunk].firstIndex(of: ":")
        }
        guard let first = current, first.isLetter else { return nil }
        var place = index(from: position) { !($0.isLetterOrDigit || $0 == "_") }
        while let scalar = scalar(at: place), scalar == "." || scalar == "[" {
            guard let after = scalar == "." ? endOfName(from: place + 1) : endOfIndex(from: place + 1) else {
                return nil
            }
            place = after
        }
        return scalar(at: place) == ":" ? place : nil
    }

    /// What these begin is a filter as soon as there is a colon.
    private static let pathPrefixes = ["request.", "req.", "response.", "res."]

    private func startsHere(_ prefix: String) -> Bool {
        let count = prefix.unicodeScalars.count
        guard end - position >= count else { return false }
        for (scalar, letter) in zip(scalars[position...], prefix.utf8) where scalar.isASCII {
            guard CaseFolding.foldASCII(UInt8(truncatingIfNeeded: scalar.value)) == letter else { return false }
        }
        return CaseFolding.areEqual(text(position..<position + count), prefix)
    }

    private func endOfName(from start: Int) -> Int? {
        let stop = index(from: start) { $0.endsWord || $0 == "." || $0 == "[" || $0 == "]" || $0 == ":" || $0 == "," }
        return stop > start ? stop : nil
    }

    private func endOfIndex(from start: Int) -> Int? {
        let stop = index(from: start) { $0 == "]" }
        guard stop < end else { return nil }
        let content = scalars[start..<stop]
        let isIndex =
            content.elementsEqual(["*"]) || (!content.isEmpty && content.allSatisfy { ("0"..."9").contains($0) })
        return isIndex ? stop + 1 : nil
    }

    /// The first opening bracket that is never closed.
    var firstUnclosedBracket: Int? {
        var open: [Int] = []
        var scanner = self
        scanner.position = 0
        while let scalar = scanner.current {
            switch scalar {
            case _ where scalar.isQuote:
                _ = scanner.quoted()
                continue
            case "(": open.append(scanner.position)
            case ")": _ = open.popLast()
            default: break
            }
            scanner.position += 1
        }
        return open.first
    }
}

extension Unicode.Scalar {
    /// Unicode's White_Space.
    var isBlank: Bool {
        isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }

    /// The straight quote and the curly ones; they open and close alike.
    var isQuote: Bool {
        ["\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}"].contains(self)
    }

    /// What a word cannot hold.
    var endsWord: Bool { self == "(" || self == ")" || isBlank || isQuote }

    /// What a value without quotes cannot hold.
    var endsAtom: Bool { self == "," || endsWord }

    fileprivate var isLetter: Bool { isLetterOrDigit && properties.numericType == nil }
}

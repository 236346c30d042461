import SeededRandom

/// Writes JSON in the style of one maker, without the detour of a tree: it has to keep up with the stores.
struct PayloadWriter {
    var bytes: [UInt8] = []
    /// Blanks after colons and commas.
    var hasBlanks = false
    private var isFirst = true

    /// Forgets what was written; the memory stays.
    mutating func begin(hasBlanks: Bool) {
        bytes.removeAll(keepingCapacity: true)
        self.hasBlanks = hasBlanks
        isFirst = true
    }

    mutating func open(_ bracket: Unicode.Scalar = "{") {
        bytes.append(UInt8(ascii: bracket))
        isFirst = true
    }

    mutating func close(_ bracket: Unicode.Scalar = "}") {
        bytes.append(UInt8(ascii: bracket))
        isFirst = false
    }

    /// The comma before an element, where one is needed.
    mutating func element() {
        if isFirst {
            isFirst = false
        } else {
            bytes.append(UInt8(ascii: ","))
            if hasBlanks { bytes.append(UInt8(ascii: " ")) }
        }
    }

    mutating func key(_ name: StaticString) {
        element()
        quoted(name)
        bytes.append(UInt8(ascii: ":"))
        if hasBlanks { bytes.append(UInt8(ascii: " ")) }
    }

    mutating func member(_ name: StaticString, _ value: StaticString) {
        key(name)
        quoted(value)
    }

    /// - Parameter text: holds nothing that JSON escapes.
    mutating func member(_ name: StaticString, _ text: String) {
        key(name)
        quoted(text)
    }

    mutating func member(_ name: StaticString, _ number: Int) {
        key(name)
        append(number)
    }

    mutating func quoted(_ text: StaticString) {
        bytes.append(UInt8(ascii: "\""))
        append(text)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func quoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        append(text)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func quote() {
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ number: Int) {
        bytes.append(number: number)
    }

    /// A number that was multiplied by a power of ten, with so many digits behind the point.
    mutating func append(_ scaled: Int, digits: Int) {
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.append(number: abs(scaled) / scale)
        guard digits > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(number: abs(scaled) % scale, width: digits)
    }

    /// So many random hexadecimal digits.
    mutating func appendHex(_ digits: Int, _ random: inout Randomness) {
        var number: UInt64 = 0
        for index in 0..<digits {
            if index % 16 == 0 { number = random.next() }
            let digit = UInt8(number & 15)
            bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            number >>= 4
        }
    }
}

extension [UInt8] {
    /// Appends a whole number, with zeros before it up to a width.
    mutating func append(number: Int, width: Int = 1) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = count
        repeat {
            append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        while count - start < width { append(0x30) }
        self[start...].reverse()
    }
}

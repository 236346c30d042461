/// A JSON number by its digits, so that bounds and multiples are exact however it is written.
struct SchemaNumber {
    /// Whether it is written with digits alone: no fraction, no exponent.
    private(set) var isPlain = true
    /// How many digits stand behind the decimal point when it is written without exponent and without closing zeros.
    private(set) var fractionDigits = 0
    private var isNegative = false
    /// The whole part without sign; `Int.max` for anything that large.
    private var whole = 0

    /// - Parameter token: the bytes of a number that ``JSONCursor`` has read.
    init(_ token: Span<UInt8>) {
        var digits = Digits()
        var isFraction = false
        var index = 0
        while index < token.count, token[index] | 0x20 != UInt8(ascii: "e") {
            switch token[index] {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            case let digit: digits.take(Int(digit & 0x0F), isFraction: isFraction)
            }
            index += 1
        }
        isPlain = !isFraction && index == token.count
        if index < token.count { digits.exponent += Self.exponent(token.extracting(index + 1..<token.count)) }
        digits.finish()
        fractionDigits = digits.fractionDigits
        whole = digits.whole
    }

    func isBelow(_ bound: Int) -> Bool {
        isNegative ? -whole < bound || (-whole == bound && fractionDigits > 0) : whole < bound
    }

    func isAbove(_ bound: Int) -> Bool {
        isNegative ? -whole > bound : whole > bound || (whole == bound && fractionDigits > 0)
    }

    private static func exponent(_ text: Span<UInt8>) -> Int {
        var exponent = 0
        for index in text.indices where (0x30...0x39).contains(text[index]) {
            // Far beyond any bound, and no sum with the length of a payload overflows.
            exponent = min(exponent * 10 + Int(text[index] - 0x30), 1 << 40)
        }
        return text.count > 0 && text[0] == UInt8(ascii: "-") ? -exponent : exponent
    }
}

extension SchemaTable.Value {
    /// What the schema has against a number.
    enum NumberFault {
        /// It is not whole.
        case fraction
        /// It is below the lowest or above the highest.
        case range
        /// More digits stand behind its decimal point.
        case digits(most: Int)
    }

    /// What is wrong with a number that ``JSONCursor`` has read; nil for one that is allowed.
    func fault(ofNumber token: Span<UInt8>) -> NumberFault? {
        let isInteger = kind == .integer
        guard isInteger || least != nil || most != nil || fractionDigits != nil else { return nil }
        let number = SchemaNumber(token)
        if isInteger, takesPointZero ? number.fractionDigits > 0 : !number.isPlain { return .fraction }
        if least.map(number.isBelow) ?? false || most.map(number.isAbove) ?? false { return .range }
        if let digits = fractionDigits, number.fractionDigits > digits { return .digits(most: digits) }
        return nil
    }
}

/// The digits of a number from the first to the last that is not 0: the number is `leading` × 10^`exponent`.
private struct Digits {
    var exponent = 0
    /// As many of the digits as an integer holds; `exponent` counts the others until `dropped` is added.
    private var leading = 0
    private var dropped = 0
    /// The zeros that count only when another digit follows.
    private var zeros = 0

    mutating func take(_ digit: Int, isFraction: Bool) {
        if isFraction { exponent -= 1 }
        guard digit != 0 else {
            if leading != 0 { zeros += 1 }
            return
        }
        while zeros > 0 {
            append(0)
            zeros -= 1
        }
        append(digit)
    }

    mutating func finish() {
        exponent = leading == 0 ? 0 : exponent + zeros
    }

    var fractionDigits: Int { max(0, -exponent) }

    /// The whole part; `Int.max` when it is larger than an integer.
    var whole: Int {
        var whole = leading
        let exponent = exponent + dropped
        for _ in 0..<min(abs(exponent), 20) {
            guard exponent > 0 else {
                whole /= 10
                continue
            }
            let (product, overflow) = whole.multipliedReportingOverflow(by: 10)
            guard !overflow else { return .max }
            whole = product
        }
        return whole
    }

    private mutating func append(_ digit: Int) {
        guard dropped == 0 else {
            dropped += 1
            return
        }
        let (product, overflow) = leading.multipliedReportingOverflow(by: 10)
        let (sum, sumOverflow) = product.addingReportingOverflow(digit)
        if overflow || sumOverflow { dropped = 1 } else { leading = sum }
    }
}

/// Numbers as people read them: `1,204`, `3.5 MB`.
enum Amount {
    /// The digits in groups of three.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        return digits.enumerated().reduce(into: number < 0 ? "-" : "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text.append(",") }
            text.append(digit.element)
        }
    }

    /// `1 entry`, `1,204 entries`.
    static func of(_ number: Int, _ one: String, _ many: String) -> String {
        number == 1 ? "1 \(one)" : "\(grouped(number)) \(many)"
    }

    /// Bytes in units of a thousand.
    static func bytes(_ bytes: Int64) -> String {
        guard bytes >= 1_000 else { return "\(bytes) B" }
        var size = Double(bytes) / 1_000
        var units = ["kB", "MB", "GB", "TB"][...]
        while size >= 999.95, units.count > 1 {
            size /= 1_000
            units = units.dropFirst()
        }
        return "\(tenths(size)) \(units.first ?? "")"
    }

    /// With one digit behind the point; a number that has no such digits, as it is.
    static func tenths(_ number: Double) -> String {
        guard abs(number) < 9e14 else { return "\(number)" }
        let tenths = Int((abs(number) * 10).rounded())
        return "\(number < 0 && tenths > 0 ? "-" : "")\(grouped(tenths / 10)).\(tenths % 10)"
    }
}

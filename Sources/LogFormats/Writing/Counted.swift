/// Numbers with what they count.
enum Counted {
    /// `1 entry`, `12,345 entries`.
    static func text(_ count: Int, _ one: String, _ many: String) -> String {
        "\(grouped(count)) \(count == 1 ? one : many)"
    }

    private static func grouped(_ count: Int) -> String {
        var digits = String(count.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.append(String(digits.suffix(3)))
            digits.removeLast(3)
        }
        return (count < 0 ? "-" : "") + ([digits] + groups.reversed()).joined(separator: ",")
    }
}

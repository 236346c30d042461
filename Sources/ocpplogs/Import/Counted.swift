/// A number for people: `1,204 entries`.
struct Counted: CustomStringConvertible {
    let description: String

    init(_ count: Int, _ one: String = "", _ many: String = "") {
        var digits = String(count)
        var grouped = ""
        while digits.count > 3 {
            grouped = "," + digits.suffix(3) + grouped
            digits.removeLast(3)
        }
        let word = count == 1 ? one : many
        description = digits + grouped + (word.isEmpty ? "" : " \(word)")
    }
}

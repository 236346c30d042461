/// JSON that a terminal or a ticket shows and does not obey: what `VisibleText` would spell out is escaped, so that it stays
/// the same JSON.
public enum SafeJSON {
    /// The same JSON with such characters as `\u202e`. Valid JSON has them within strings alone.
    public static func bytes(_ json: [UInt8]) -> [UInt8] {
        let text = String(decoding: json, as: UTF8.self)
        guard VisibleText.of(text, keepingLines: true) != text else { return json }
        var safe = ""
        for scalar in text.unicodeScalars {
            let single = String(scalar)
            if VisibleText.of(single, keepingLines: true) == single {
                safe += single
            } else {
                for unit in single.utf16 {
                    let hex = String(unit, radix: 16)
                    safe += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                }
            }
        }
        return Array(safe.utf8)
    }
}

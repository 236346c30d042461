/// Shows text from outside without letting it act: stations control every string.
///
/// Control characters (terminal escapes among them) and characters that turn the reading direction or hide become visible
/// as `⟦U+202E⟧`.
public enum VisibleText {
    /// The text with such characters spelled out.
    /// - Parameter keepingLines: whether line breaks and tabs stay, for text that is shown as a block.
    public static func of(_ text: String, keepingLines: Bool = false) -> String {
        guard text.unicodeScalars.contains(where: { isHidden($0, keepingLines) }) else { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar, keepingLines) {
                let hex = String(scalar.value, radix: 16, uppercase: true)
                shown += "⟦U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "⟧"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    private static func isHidden(_ scalar: Unicode.Scalar, _ keepingLines: Bool) -> Bool {
        if keepingLines, scalar == "\n" || scalar == "\t" || scalar == "\r" { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: return true
        default: return false
        }
    }
}

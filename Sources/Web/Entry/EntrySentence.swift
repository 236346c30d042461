/// Sentences of the log as a page writes them: with a capital and a full stop.
enum EntrySentence {
    static func of(_ text: String) -> String {
        guard let last = text.last else { return text }
        return capital(text) + (".?!".contains(last) ? "" : ".")
    }

    static func capital(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}

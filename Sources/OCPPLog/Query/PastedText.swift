import OCPP

/// A way out for people who paste a frame, or a piece of JSON, where a query belongs.
enum PastedText {
    /// The query that was probably meant: the exchange of a pasted frame, or the JSON as a text to look for. Nil when the text
    /// is no JSON.
    static func query(for text: String) -> String? {
        let text = text.trimmingWhitespace
        guard let first = text.first, "[{\"".contains(first) else { return nil }
        if first == "[", let id = uniqueID(of: text) {
            return QueryPrinter.text(.literal(.id, id.rawValue))
        }
        // A text in quotes is a query in itself; JSON has a colon behind it.
        guard first != "\"" || text.contains("\":") else { return nil }
        return QueryPrinter.quoted(text)
    }

    private static func uniqueID(of text: String) -> UniqueID? {
        switch FrameReader(version: .v21).read(Array(text.utf8).span) {
        case .call(let call), .send(let call): call.uniqueID
        case .callResult(let result): result.uniqueID
        case .callError(let error), .callResultError(let error): error.uniqueID
        case .malformed(let problem): problem.uniqueID
        }
    }
}

extension String {
    fileprivate var trimmingWhitespace: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}

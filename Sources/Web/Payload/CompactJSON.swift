import OCPP

/// A JSON text on one line without blanks between its tokens, as far as a line goes.
enum CompactJSON {
    /// The tokens up to the one that passes `limit` bytes; what cannot be read ends it.
    static func text(_ bytes: ArraySlice<UInt8>, limit: Int) -> String {
        let span = bytes.span
        var cursor = JSONCursor()
        var text = ""
        var previous: JSONToken.Kind?
        while text.utf8.count <= limit, let token = (try? cursor.next(in: span)) ?? nil {
            if previous == .key {
                text += ":"
            } else if let previous, previous != .beginObject, previous != .beginArray, token.kind != .endObject,
                token.kind != .endArray
            {
                text += ","
            }
            text += JSONText.string(token.range, in: span)
            previous = token.kind
        }
        return text
    }
}

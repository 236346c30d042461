import OCPP

/// JSON over several lines, for people. Names, numbers and texts stay as they are spelled.
enum IndentedJSON {
    /// - Parameter indent: what every line begins with.
    /// - Returns: nil when the bytes are no JSON.
    static func text(_ bytes: ArraySlice<UInt8>, indent: String = "") -> String? {
        let bytes = Array(bytes)
        var cursor = JSONCursor()
        var text = indent
        /// What the last token was: it decides what stands before the next one.
        var last: JSONToken.Kind?
        do throws(JSONProblem) {
            while let token = try cursor.next(in: bytes.span) {
                let isEnd = token.kind == .endObject || token.kind == .endArray
                let isEmpty = isEnd && (last == .beginObject || last == .beginArray)
                switch last {
                case nil: break
                case .key?: text += ": "
                case .beginObject?, .beginArray?: if !isEmpty { text += "\n" }
                default: text += isEnd ? "\n" : ",\n"
                }
                if last != nil, last != .key, !isEmpty {
                    let isBegin = token.kind == .beginObject || token.kind == .beginArray
                    text += indent + String(repeating: "  ", count: cursor.depth - (isBegin ? 1 : 0))
                }
                text += JSONText.string(token.range, in: bytes.span)
                last = token.kind
            }
        } catch {
            return nil
        }
        return text
    }
}

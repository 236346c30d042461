import OCPP

/// JSON over several lines, for people. Names, numbers and texts stay as they are spelled.
public enum IndentedJSON {
    /// Deeper levels are not indented further: a text must not grow with the square of its depth.
    public static let deepestIndent = 24

    /// One JSON value, a member or element a line.
    /// - Parameter indent: what every line begins with.
    /// - Returns: nil when the bytes are no JSON.
    public static func text(_ json: ArraySlice<UInt8>, indent: String = "") -> String? {
        var bytes: [UInt8] = []
        return append(json, indent: indent, to: &bytes) ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Appends the same text.
    /// - Returns: false when the bytes are no JSON; then nothing was appended.
    public static func append(_ json: ArraySlice<UInt8>, indent: String = "", to bytes: inout [UInt8]) -> Bool {
        let start = bytes.count
        let indent = Array(indent.utf8)
        let span = json.span
        var cursor = JSONCursor()
        /// What the last token was: it decides what stands before the next one.
        var last: JSONToken.Kind?
        bytes += indent
        do throws(JSONProblem) {
            while let token = try cursor.next(in: span) {
                let isEmpty = token.kind.closes && last?.opens == true
                if last == .key {
                    bytes += Array(": ".utf8)
                } else if let last, !isEmpty {
                    if !last.opens, !token.kind.closes { bytes.append(UInt8(ascii: ",")) }
                    bytes.append(UInt8(ascii: "\n"))
                    bytes += indent
                    let depth = cursor.depth - (token.kind.opens ? 1 : 0)
                    bytes += repeatElement(UInt8(ascii: " "), count: 2 * min(depth, deepestIndent))
                }
                let place = json.startIndex + token.range.lowerBound
                bytes += json[place..<place + token.range.count]
                last = token.kind
            }
            return true
        } catch {
            bytes.removeSubrange(start...)
            return false
        }
    }
}

extension JSONToken.Kind {
    fileprivate var opens: Bool { self == .beginObject || self == .beginArray }
    fileprivate var closes: Bool { self == .endObject || self == .endArray }
}

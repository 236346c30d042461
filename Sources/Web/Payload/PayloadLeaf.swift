import OCPP

/// A value of a payload that has no parts, and where it stands.
struct PayloadLeaf: Sendable, Hashable {
    /// `meterValue[0].sampledValue[1].value`
    var path: String
    /// `meterValue[].sampledValue[].value`: the same for all elements of a list.
    var pattern: String
    /// As it was spelled on the wire.
    var raw: String
    /// What a string says; of another value the same as ``raw``.
    var text: String

    private struct Level {
        var path: String
        var pattern: String
        var isObject: Bool
        var count = 0
    }

    /// The values of a payload in their order; empty objects and lists are values too. What cannot be read ends it.
    /// - Parameters:
    ///   - most: so many are read.
    ///   - limit: a value that ends beyond so many bytes is not read.
    static func all(in bytes: ArraySlice<UInt8>, most: Int = 400, limit: Int = WebLimits.summarisedPayload) -> [Self] {
        let span = bytes.span
        var cursor = JSONCursor()
        var leaves: [Self] = []
        var levels: [Level] = []
        var name: String?
        func place() -> (path: String, pattern: String) {
            guard let last = levels.indices.last else { return ("", "") }
            defer { levels[last].count += 1 }
            let level = levels[last]
            guard level.isObject else { return ("\(level.path)[\(level.count)]", "\(level.pattern)[]") }
            let dot = level.path.isEmpty ? "" : "."
            return ("\(level.path)\(dot)\(name ?? "")", "\(level.pattern)\(dot)\(name ?? "")")
        }
        while leaves.count < most, let token = (try? cursor.next(in: span)) ?? nil, token.range.upperBound <= limit {
            let raw = JSONText.string(token.range, in: span)
            switch token.kind {
            case .key: name = JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: span)
            case .beginObject, .beginArray:
                let (path, pattern) = place()
                levels.append(Level(path: path, pattern: pattern, isObject: token.kind == .beginObject))
            case .endObject, .endArray:
                guard let level = levels.popLast(), level.count == 0, !levels.isEmpty else { continue }
                let empty = level.isObject ? "{}" : "[]"
                leaves.append(Self(path: level.path, pattern: level.pattern, raw: empty, text: empty))
            case .string, .number, .true, .false, .null:
                let (path, pattern) = place()
                let text =
                    token.kind == .string
                    ? JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: span) : raw
                leaves.append(Self(path: path, pattern: pattern, raw: raw, text: text))
            }
        }
        return leaves
    }
}

import OCPP
import OCPPLog

/// A JSON text as a tree that folds: a `<details>` for each object and array, each token as it was spelled on the wire.
///
/// Only the breaks between tokens are ours; order, numbers and escapes stay. What stops being JSON ends it.
struct PayloadTree: Sendable, Hashable {
    /// What rules say of one place.
    struct Note: Sendable, Hashable {
        /// `error`, `warning`, `note`.
        var tone: String
        var text: String
    }

    /// Deeper levels are not indented further: on narrow windows nothing would be left of the line.
    static let deepestIndent = 24

    private struct Level: Sendable, Hashable {
        var pointer: String
        var isObject: Bool
        var count = 0
    }

    private struct Key: Sendable, Hashable {
        var html: String
        var name: String
    }

    /// Items of a list, with all text escaped.
    private(set) var html = ""
    private var levels: [Level] = []
    /// By JSON pointer; what was shown is taken out.
    private var notes: [String: [Note]]
    /// The key that awaits its value: as it was spelled, and what it says.
    private var key: Key?
    /// What follows the comma of the value that was written last; nil before the first value of a level.
    private var tail: String?

    /// - Parameters:
    ///   - bytes: the text of one JSON value.
    ///   - limit: tokens that end beyond so many bytes are left out.
    ///   - notes: what is said of places in it, by their JSON pointers.
    init(_ bytes: ArraySlice<UInt8>, limit: Int, notes: [String: [Note]] = [:]) {
        self.notes = notes
        let span = bytes.span
        var cursor = JSONCursor()
        var opening: JSONToken.Kind?
        while let token = (try? cursor.next(in: span)) ?? nil, token.range.upperBound <= limit {
            let text = EscapedText.escape(VisibleText.of(JSONText.string(token.range, in: span)))
            if let kind = opening {
                opening = nil
                if token.kind.closes {
                    item(kind == .beginObject ? "{}" : "[]")
                    continue
                }
                open(kind)
            }
            switch token.kind {
            case .key:
                let name = JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: span)
                key = Key(html: "<span class=\"j-key\">\(text)</span>: ", name: name)
            case .beginObject, .beginArray: opening = token.kind
            case .endObject, .endArray: close(text)
            case .string: item("<span class=\"j-string\">\(text)</span>")
            case .number: item("<span class=\"j-number\">\(text)</span>")
            case .true, .false, .null: item("<span class=\"j-word\">\(text)</span>")
            }
        }
        if let opening { item(opening == .beginObject ? "{ …" : "[ …") }
        finish()
    }

    /// A value without parts.
    private mutating func item(_ value: String) {
        let pointer = begin()
        html += value
        tail = flags(at: pointer)
    }

    private mutating func open(_ kind: JSONToken.Kind) {
        let name = key?.html ?? ""
        let pointer = begin(writesKey: false)
        let isObject = kind == .beginObject
        let depth = levels.count >= Self.deepestIndent ? " class=\"flat\"" : ""
        html += "<details open><summary>\(name)\(isObject ? "{" : "[")\(flags(at: pointer))</summary><ul\(depth)>"
        levels.append(Level(pointer: pointer, isObject: isObject))
        tail = nil
    }

    private mutating func close(_ bracket: String) {
        endItem(comma: false)
        if let level = levels.popLast() { html += missing(in: level.pointer) }
        html += "</ul>\(bracket)"
        tail = "</details>"
    }

    /// Begins an item of the list, behind the one before.
    /// - Returns: its JSON pointer.
    private mutating func begin(writesKey: Bool = true) -> String {
        endItem(comma: true)
        html += "<li>" + (writesKey ? key?.html ?? "" : "")
        defer { key = nil }
        guard let last = levels.indices.last else { return "" }
        let step = key.map { Self.step($0.name) } ?? String(levels[last].count)
        levels[last].count += 1
        return "\(levels[last].pointer)/\(step)"
    }

    private mutating func endItem(comma: Bool) {
        guard let ending = tail else { return }
        html += (comma ? "," : "") + ending + "</li>"
        tail = nil
    }

    /// The value is not complete when the text is longer than the limit, or stops being JSON.
    private mutating func finish() {
        endItem(comma: false)
        guard !levels.isEmpty else { return }
        html += "<li>…</li>"
        html += String(repeating: "</ul></details></li>", count: levels.count)
    }

    private mutating func flags(at pointer: String) -> String {
        guard !notes.isEmpty, let found = notes.removeValue(forKey: pointer) else { return "" }
        return found.map(Self.flag).joined()
    }

    /// What is said of members that are not there.
    private mutating func missing(in pointer: String) -> String {
        guard !notes.isEmpty else { return "" }
        var lines = ""
        for place in notes.keys.sorted() where place.hasPrefix(pointer + "/") {
            let name = place.dropFirst(pointer.count + 1)
            guard !name.contains("/") else { continue }
            let said = (notes.removeValue(forKey: place) ?? []).map(Self.flag).joined()
            lines += "<li class=\"missing\">\(EscapedText.escape(ShownText.of(String(name), limit: 80)))\(said)</li>"
        }
        return lines
    }

    private static func flag(_ note: Note) -> String {
        " <span class=\"flag \(EscapedText.escape(note.tone))\"><span aria-hidden=\"true\">⚑</span> "
            + "\(EscapedText.escape(note.text))</span>"
    }

    /// A name in a JSON pointer (RFC 6901).
    private static func step(_ name: String) -> String {
        name.utf8.contains { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }
            ? name.replacing("~", with: "~0").replacing("/", with: "~1") : name
    }
}

extension JSONToken.Kind {
    fileprivate var closes: Bool { self == .endObject || self == .endArray }
}

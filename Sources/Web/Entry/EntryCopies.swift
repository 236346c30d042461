import OCPP
import OCPPLog

/// An entry in forms that one takes along: each stands on the page as text, so that nothing but marking it is needed.
enum EntryCopies {
    /// One form.
    struct Copy: Sendable, Hashable {
        var id: String
        /// A word.
        var name: String
        /// What it is called where there is room.
        var label: String
        var text: String

        init(_ id: String, _ name: String, _ label: String? = nil, text: String) {
            self.id = "copy-\(id)"
            self.name = name
            self.label = label ?? name
            self.text = text
        }
    }

    /// - Parameter authority: the host and port by which the page was asked for.
    static func all(of entry: Entry, authority: String) -> [Copy] {
        let page = "http://\(authority)\(Link.entry(entry.id))"
        let short = [
            Copy("link", "Link", text: page),
            Copy("markdown", "Markdown", "Markdown, for tickets", text: markdown(entry, page)),
            Copy("curl", "cURL", text: "curl 'http://\(authority)/api/v1/entries/\(entry.id)'"),
            Copy(
                "command", "Command line", text: "ocpplogs get \(entry.id)\nocpplogs context \(entry.id)"),
        ]
        return whole(entry) + short
    }

    /// All of the entry; nothing where that is too long for a page.
    private static func whole(_ entry: Entry) -> [Copy] {
        let frames = frames(entry)
        guard frames.reduce(0, { $0 + $1.bytes.count }) <= WebLimits.shownFrame / 2 else { return [] }
        var bytes: [UInt8] = []
        EntryJSON.append(entry, frames: false, to: &bytes)
        let json = Copy("json", "JSON", text: String(decoding: SafeJSON.bytes(bytes), as: UTF8.self))
        guard !frames.isEmpty else { return [json] }
        return [json, Copy("frames", "Frames", text: frames.map(line).joined(separator: "\n"))]
    }

    /// A frame with nothing hidden in it. One of JSON means the same as it did on the wire.
    private static func line(_ frame: RecordedFrame) -> String {
        let isJSON = !frame.isEnvelope && (frame.payload != nil || frame.error != nil)
        let text = String(decoding: isJSON ? SafeJSON.bytes(frame.bytes) : frame.bytes, as: UTF8.self)
        return VisibleText.of(text, keepingLines: true)
    }

    private static func markdown(_ entry: Entry, _ page: String) -> String {
        let mark = ResultMark(of: entry)
        let action = entry.action.map { ShownText.of($0.rawValue, limit: 60) } ?? EntryWords.kind(entry.kind)
        let arrow = entry.source == .cp ? "→" : "←"
        let charger = plain(EntryWords.charger(entry.chargerID, limit: 60))
        var text = "**\(plain(action))** · \(charger) \(arrow) CSMS · \(mark.icon) "
        text += "\(plain(ShownText.of(mark.word, limit: 60)))\n\(Phrase.stamp(entry.datetime))"
        text += entry.latency.map { ", \(EntryWords.latency($0)) ms" } ?? ""
        text += entry.version == .unknown ? "" : ", OCPP \(entry.version.rawValue)"
        text += "\n<\(page)>\n"
        for frame in frames(entry) {
            let shown = frame.bytes.prefix(WebLimits.shownFrame / 16)
            let body = VisibleText.of(String(decoding: shown, as: UTF8.self), keepingLines: true)
            let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: body) + 1))
            text +=
                "\n\(fence)\(frame.isEnvelope ? "xml" : "json")\n\(body)\(shown.count < frame.bytes.count ? "…" : "")\n\(fence)\n"
        }
        return text
    }

    private static func frames(_ entry: Entry) -> [RecordedFrame] {
        [entry.request, entry.response].compactMap(\.self)
    }

    /// Without what Markdown reads as more than text.
    private static func plain(_ text: String) -> String {
        String(text.flatMap { "\\`*_[]<>#|".contains($0) ? ["\\", $0] : [$0] })
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for one in text {
            run = one == character ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}

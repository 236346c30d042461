import OCPP
import OCPPLog

/// An entry in forms that one takes along: each stands on the page as text, so that nothing but marking it is needed.
enum EntryCopies {
    /// One form.
    struct Copy: Sendable, Hashable {
        var id: String
        var label: String
        var text: String
    }

    /// - Parameter authority: the host and port by which the page was asked for.
    static func all(of entry: Entry, authority: String) -> [Copy] {
        let page = "http://\(authority)\(Link.entry(entry.id))"
        var copies = [
            Copy(id: "copy-link", label: "Link", text: page),
            Copy(id: "copy-markdown", label: "Markdown, for tickets", text: markdown(entry, page)),
            Copy(
                id: "copy-curl", label: "cURL", text: "curl 'http://\(authority)/api/v1/entries/\(entry.id)'"),
            Copy(
                id: "copy-command", label: "Command line",
                text: "ocpplogs get \(entry.id)\nocpplogs context \(entry.id)"),
        ]
        if let json = json(entry) { copies.insert(Copy(id: "copy-json", label: "JSON", text: json), at: 0) }
        return copies
    }

    /// Nil where it is too long for a page.
    private static func json(_ entry: Entry) -> String? {
        guard frames(entry).reduce(0, { $0 + $1.bytes.count }) <= WebLimits.shownFrame / 2 else { return nil }
        var bytes: [UInt8] = []
        EntryJSON.append(entry, frames: false, to: &bytes)
        return String(decoding: SafeJSON.bytes(bytes), as: UTF8.self)
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

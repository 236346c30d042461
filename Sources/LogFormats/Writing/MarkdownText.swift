import OCPPLog

/// Text within Markdown (CommonMark), whoever wrote the text.
enum MarkdownText {
    /// A text within a line: as it is where it consists of letters, digits and blanks, else as code, in which nothing has a
    /// meaning: no markup, no HTML, no address, no name that somebody is called by.
    static func inline(_ text: String) -> String {
        let text = VisibleText.of(text)
        let isPlain =
            !text.isEmpty && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: " ") }
            && !text.hasPrefix(" ") && !text.hasSuffix(" ")
        return isPlain ? text : code(text)
    }

    /// A text within a line as code.
    static func code(_ text: String) -> String {
        let text = VisibleText.of(text)
        let fence = String(repeating: "`", count: longestRun(in: text) + 1)
        // A blank on both sides is not shown, and parts the text from the fence.
        let needsBlanks =
            text.isEmpty || text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") || text.hasSuffix(" ")
        let blank = needsBlanks ? " " : ""
        return fence + blank + text + blank + fence
    }

    /// A block of lines as code, with a fence that none of its lines can end.
    static func block(_ lines: String, language: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(in: lines) + 1))
        return "\(fence)\(language)\n\(lines)\(lines.hasSuffix("\n") ? "" : "\n")\(fence)\n"
    }

    private static func longestRun(in text: String) -> Int {
        var (longest, run) = (0, 0)
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}

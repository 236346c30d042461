import OCPPLog

/// A page of HTML that stands alone: no script, nothing that is fetched, prints well.
///
/// Every text is escaped when it is added: what a charging station sent is text and never markup.
struct HTMLPage {
    private(set) var bytes: [UInt8] = []

    /// Begins a page.
    init(title: String) {
        markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        markup(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        markup(
            "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>"
        )
        text(title)
        markup("</title>\n<style>\(HTMLPageStyle.text)</style>\n</head>\n<body>\n<main>\n")
    }

    /// Ends the page.
    mutating func end() {
        markup("</main>\n</body>\n</html>\n")
    }

    /// Markup as it is; never a text from outside.
    mutating func markup(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Markup that this program made.
    mutating func markup(_ markup: String) {
        bytes += markup.utf8
    }

    /// A text from anywhere: escaped, and what hides in it spelled out.
    mutating func text(_ text: String, keepingLines: Bool = false) {
        for byte in VisibleText.of(text, keepingLines: keepingLines).utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
    }

    /// An element with a text.
    mutating func element(_ name: String, _ text: String, kind: String? = nil) {
        markup("<\(name)\(kind.map { " class=\"\($0)\"" } ?? "")>")
        self.text(text)
        markup("</\(name)>\n")
    }

    /// A table with a caption; cells are texts.
    mutating func table(
        _ caption: String, _ headings: [String], _ rows: [[String]], kinds: (_ row: Int) -> String? = { _ in nil }
    ) {
        markup("<div class=\"wide\"><table>\n<caption>")
        text(caption)
        markup("</caption>\n<thead><tr>")
        for heading in headings {
            markup("<th scope=\"col\">")
            text(heading)
            markup("</th>")
        }
        markup("</tr></thead>\n<tbody>\n")
        for (index, row) in rows.enumerated() {
            markup("<tr\(kinds(index).map { " class=\"\($0)\"" } ?? "")>")
            for cell in row {
                markup("<td>")
                text(cell)
                markup("</td>")
            }
            markup("</tr>\n")
        }
        markup("</tbody>\n</table></div>\n")
    }
}

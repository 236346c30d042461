import Foundation

/// One line on a terminal that says how far something has come, and is written over by the next one. Silent elsewhere.
final class ProgressLine {
    private let isShown = isatty(STDERR_FILENO) == 1
    private var last = ""

    func show(_ text: String) {
        guard isShown, text != last else { return }
        last = text
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    /// Leaves an empty line.
    func end() {
        show("")
    }
}

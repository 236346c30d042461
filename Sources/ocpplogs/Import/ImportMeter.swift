import Foundation
import OCPPLog

/// Shows on standard error how far an import has come: a bar on a terminal, else a line now and then.
struct ImportMeter {
    /// The bar is drawn anew so often, a line printed so often.
    private static let (redraw, line) = (Duration.milliseconds(100), Duration.seconds(10))
    private static let width = 24

    private let source: ImportSource
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let began = ContinuousClock.now
    private var shown: ContinuousClock.Instant
    private var isDrawn = false

    init(_ source: ImportSource) {
        self.source = source
        shown = began
    }

    /// So far it has come.
    mutating func show(_ progress: ImportProgress) {
        let now = ContinuousClock.now
        guard now - shown >= (isTerminal ? Self.redraw : Self.line) else { return }
        shown = now
        let entries = progress.count.added + progress.count.duplicates
        let (seconds, attoseconds) = (now - began).components
        let time = Double(seconds) + Double(attoseconds) / 1e18
        let rate = Counted(Int(Double(entries) / max(time, 0.001)))
        let speed = Amount.bytes(Int64(Double(source.read) / max(time, 0.001)))
        let text = "\(Counted(entries, "entry", "entries")), \(rate)/s, \(speed)/s"
        if isTerminal {
            isDrawn = true
            draw("\r\u{1B}[K\(bar)\(VisibleText.of(source.name)): \(text)")
        } else {
            draw("\(VisibleText.of(source.name)): \(share)\(text)\n")
        }
    }

    /// Takes the bar away.
    mutating func end() {
        guard isDrawn else { return }
        draw("\r\u{1B}[K")
        isDrawn = false
    }

    private var fraction: Double? {
        source.size.flatMap { $0 > 0 ? min(1, Double(source.read) / Double($0)) : nil }
    }

    private var share: String {
        fraction.map { "\(Int($0 * 100)) % read, " } ?? ""
    }

    private var bar: String {
        guard let fraction else { return "" }
        let full = Int(fraction * Double(Self.width))
        return "[\(String(repeating: "█", count: full))\(String(repeating: "·", count: Self.width - full))] "
            + "\(Int(fraction * 100)) % "
    }

    private func draw(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}

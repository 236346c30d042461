import Foundation
import OCPP
import OCPPLog
import Synchronization

/// Shows on standard error how far something long has come: a bar on a terminal, nothing elsewhere.
final class ProgressMeter: Sendable {
    /// What is over sooner shows no bar; a bar is drawn anew so often.
    private static let (patience, redraw) = (Duration.milliseconds(400), Duration.milliseconds(100))
    private static let width = 24

    private struct State {
        var shown: ContinuousClock.Instant?
        var isDrawn = false
        /// All that there was to search when it began: later pages have less before them.
        var total = 0
        var found = 0
    }

    /// Whether anything is shown: then what is shown is worth finding out.
    let isShown: Bool
    /// In which times are shown.
    let zone: ShownZone
    private let isQuiet: Bool
    private let began = ContinuousClock.now
    private let state = Mutex(State())

    /// - Parameter isQuiet: nothing is shown.
    init(zone: ShownZone, isQuiet: Bool) {
        self.zone = zone
        self.isQuiet = isQuiet
        isShown = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    /// A search has come so far.
    func show(_ progress: SearchProgress) {
        guard isShown else { return }
        draw { state in
            state.total = max(state.total, progress.total)
            let done = state.total - progress.total + progress.searched
            var text = Self.bar(done, of: state.total)
            text += " searched \(Amount.grouped(done)) of \(Amount.grouped(state.total))"
            if let moment = progress.searchedBackTo { text += ", at \(zone.dayAndMinute(moment))" }
            return text
        }
    }

    /// So many entries were handed out, up to a moment; `total` is nil where it is not known how many there are.
    func show(handedOut count: Int, of total: Int?, upTo moment: Timestamp) {
        guard isShown else { return }
        draw { _ in
            var text = total.map { Self.bar(count, of: $0) + " " } ?? ""
            text += Amount.of(count, "entry", "entries")
            if let total { text += " of \(Amount.grouped(total))" }
            return text + ", at \(zone.dayAndMinute(moment))"
        }
    }

    /// So many bytes of a file are read; `total` is nil where that is not known.
    func show(read: Int64, of total: Int64?, entries: Int) {
        guard isShown else { return }
        draw { _ in
            let bar = total.map { Self.bar(Int(read), of: Int($0)) + " " } ?? ""
            let (seconds, attoseconds) = (ContinuousClock.now - began).components
            let rate = Double(read) / max(0.001, Double(seconds) + Double(attoseconds) / 1e18)
            return "\(bar)read \(Amount.bytes(read)), \(Amount.bytes(Int64(rate)))/s, "
                + Amount.of(entries, "entry", "entries")
        }
    }

    /// So many steps of so many are done.
    func show(_ done: Int, of total: Int, _ what: String) {
        guard isShown else { return }
        draw { _ in "\(Self.bar(done, of: total)) \(Amount.grouped(done)) of \(Amount.grouped(total)) \(what)" }
    }

    /// Says something beside the data.
    func say(_ text: String) {
        guard !isQuiet else { return }
        clear()
        Terminal.printError(text)
    }

    /// Takes the bar away.
    func clear() {
        let wasDrawn = state.withLock { state in
            defer { state.isDrawn = false }
            return state.isDrawn
        }
        if wasDrawn { Terminal.writeError("\r\u{1B}[K") }
    }

    private func draw(_ text: (inout State) -> String) {
        let now = ContinuousClock.now
        guard now - began >= Self.patience else { return }
        let drawn = state.withLock { state -> String? in
            if let shown = state.shown, now - shown < Self.redraw { return nil }
            state.shown = now
            state.isDrawn = true
            return text(&state)
        }
        if let drawn { Terminal.writeError("\r\u{1B}[K\(drawn)") }
    }

    private static func bar(_ done: Int, of total: Int) -> String {
        let fraction = total > 0 ? min(1, max(0, Double(done) / Double(total))) : 0
        let full = Int(fraction * Double(width))
        let cells = String(repeating: "█", count: full) + String(repeating: "·", count: width - full)
        return "[\(cells)] \(Int(fraction * 100)) %"
    }
}

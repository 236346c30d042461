import Logging
import OCPP
import OCPPLog

extension LogLine {
    /// For people: `2026-11-24T21:41:02.123Z error    the log could not be written code=full tries=1`.
    ///
    /// What stations sent may be among it: nothing in a line can act on the terminal or begin another line.
    var text: [UInt8] {
        let word = level.rawValue + String(repeating: " ", count: max(0, 8 - level.rawValue.count))
        let pairs = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.value("\($0.value)"))" }.joined()
        return Array("\(time.text(fractionDigits: 3)) \(word) \(VisibleText.of(message + pairs))\n".utf8)
    }

    /// In quotes where it would not be seen where it ends.
    private static func value(_ text: String) -> String {
        text.isEmpty || text.contains(where: { " \"=".contains($0) || $0.isNewline }) ? JSONText.quoted(text) : text
    }
}

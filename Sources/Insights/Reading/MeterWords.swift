import OCPP

/// The words of meter values (OCPP 1.6 §7.43, 2.0.1 §2 of the appendices): they are there already, so that reading one allocates nothing.
enum MeterWords {
    private struct Word {
        var head: UInt64
        var bytes: [UInt8]
        var text: String
    }

    private static let all = [
        "Current.Export", "Current.Import", "Current.Offered", "Energy.Active.Export.Register",
        "Energy.Active.Import.Register", "Energy.Reactive.Export.Register", "Energy.Reactive.Import.Register",
        "Energy.Active.Export.Interval", "Energy.Active.Import.Interval", "Energy.Reactive.Export.Interval",
        "Energy.Reactive.Import.Interval", "Energy.Active.Net", "Frequency", "Power.Active.Export",
        "Power.Active.Import", "Power.Factor", "Power.Offered", "Power.Reactive.Export", "Power.Reactive.Import", "RPM",
        "SoC", "Temperature", "Voltage", "Interruption.Begin", "Interruption.End", "Other", "Sample.Clock",
        "Sample.Periodic", "Transaction.Begin", "Transaction.End", "Trigger", "L1", "L2", "L3", "N", "L1-N", "L2-N",
        "L3-N", "L1-L2", "L2-L3", "L3-L1", "Body", "Cable", "EV", "Inlet", "Outlet", "Wh", "kWh", "varh", "kvarh", "W",
        "kW", "VA", "kVA", "var", "kvar", "A", "V", "Celsius", "Fahrenheit", "K", "Percent",
    ]

    /// By their lengths.
    private static let byLength: [[Word]] = {
        var words = [[Word]](repeating: [], count: (all.map(\.utf8.count).max() ?? 0) + 1)
        for text in all {
            let bytes = Array(text.utf8)
            words[bytes.count].append(
                Word(head: EightBytes.head(of: bytes.indices, in: bytes.span), bytes: bytes, text: text))
        }
        return words
    }()

    /// The text of a string; nil for another value.
    static func text(_ token: QuickCursor.Token?, in bytes: Span<UInt8>) -> String? {
        guard let token, token.kind == .string else { return nil }
        let range = token.content
        if range.count < byLength.count {
            let head = EightBytes.head(of: range, in: bytes)
            for word in byLength[range.count] where word.head == head && isEqual(word.bytes, range, in: bytes) {
                return word.text
            }
        }
        return JSONText.decode(range, hasEscapes: token.hasEscapes, in: bytes)
    }

    /// The first eight bytes are equal.
    private static func isEqual(_ word: [UInt8], _ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        var step = 8
        while step < word.count {
            guard word[step] == bytes[range.lowerBound + step] else { return false }
            step += 1
        }
        return true
    }
}

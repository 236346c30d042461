import OCPP
import OCPPLog
import TestSupport

/// Makes entries with anything in any field: no traffic looks like this, and a store must keep it all the same.
struct EntryGenerator {
    var random: SeededGenerator

    mutating func entry() -> Entry {
        var entry = Entry(
            id: EntryID(origin: bits(), sequence: bits()), kind: word(), datetime: Timestamp(microseconds: bits()),
            siteID: SiteID(text()), chargerID: ChargerID(text()), connectionID: ConnectionID(rawValue: bits()),
            source: word(), version: word())
        entry.level = isThere() ? word() : nil
        entry.levelInForce = word()
        entry.action = isThere() ? Action(text()) : nil
        entry.uniqueID = isThere() ? UniqueID(text()) : nil
        entry.request = isThere() ? frame() : nil
        entry.response = isThere() ? frame() : nil
        entry.latency = isThere() ? bits() : nil
        entry.connectorID = isThere() ? bits() : nil
        entry.evseID = isThere() ? bits() : nil
        entry.reportedStatus = isThere() ? text() : nil
        entry.answerStatus = isThere() ? text() : nil
        entry.errorCodes = texts()
        entry.transactionID = isThere() ? text() : nil
        entry.idTag = isThere() ? text() : nil
        entry.reason = isThere() ? text() : nil
        entry.detail = isThere() ? text() : nil
        entry.missing = isThere() ? bits() : nil
        entry.masked = texts()
        entry.findings = texts()
        return entry
    }

    /// Bytes of any kind, most of them not UTF-8.
    private mutating func frame() -> RecordedFrame {
        let count = Int.random(in: 0...300, using: &random)
        let bytes: [UInt8] = (0..<count).map { _ in bits() }
        let start = Int.random(in: 0...count, using: &random)
        return RecordedFrame(
            bytes, payload: isThere() ? start..<Int.random(in: start...count, using: &random) : nil,
            error: isThere() ? RecordedFrame.ErrorPart(code: ErrorCode(text()), text: text()) : nil,
            length: isThere() ? bits() : nil)
    }

    private mutating func isThere() -> Bool { Bool.random(using: &random) }

    /// Numbers of all lengths and both signs.
    private mutating func bits<Number: FixedWidthInteger>() -> Number {
        Number(truncatingIfNeeded: random.next()) >> Number.random(in: 0..<Number(Number.bitWidth - 1), using: &random)
    }

    private mutating func word<Word: CaseIterable>() -> Word {
        let words = Array(Word.allCases)
        return words[Int.random(in: words.indices, using: &random)]
    }

    private mutating func text() -> String {
        let scalars = ["", "a", "\0", "é", "e\u{301}", "ß", "漢", "🔌", "\u{202E}", "\"", "CP-7", "\n"]
        return (0..<Int.random(in: 0...20, using: &random)).map { _ in scalars.randomElement(using: &random) ?? "" }
            .joined()
    }

    private mutating func texts() -> [String] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in text() }
    }
}

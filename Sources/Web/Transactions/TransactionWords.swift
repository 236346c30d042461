import Insights
import OCPP
import OCPPLog

/// The words in which pages tell of transactions.
enum TransactionWords {
    /// How a transaction ended: icon, word and tone.
    static func mark(_ transaction: Transaction) -> (icon: String, word: String, tone: ResultMark.Tone) {
        switch transaction.end {
        case .ended: ("✓", "Ended", .ok)
        case .running: ("●", "Running", .note)
        case .neverStopped: ("✕", "Never stopped", .error)
        case .stoppedWithoutStart: ("▲", "No start seen", .warning)
        }
    }

    /// How it ended, as a choice of a form.
    static func label(_ end: Transaction.End) -> String {
        switch end {
        case .ended: "Ended"
        case .running: "Running"
        case .neverStopped: "Never stopped"
        case .stoppedWithoutStart: "No start seen"
        }
    }

    /// A flag in two words.
    static func label(_ flag: Transaction.Flag) -> String {
        flag.rawValue.replacing("_", with: " ")
    }

    /// A flag in a sentence.
    static func sentence(_ flag: Transaction.Flag) -> String {
        switch flag {
        case .zeroEnergy: "It ended and no energy was taken."
        case .duplicate: "Its start or end was told again, though it was there already."
        case .offline:
            "Messages of it waited at the station while there was no connection: they came more than 5 minutes after their own time."
        case .sequenceGap: "Numbers of its messages are missing (seqNo): not all of them came."
        case .meterBackwards: "The meter showed less at a later time, so the energy is not known."
        case .refused: "The answer to its start refused the id tag."
        }
    }

    /// The end of an id tag: enough to know it again, too little to use it.
    static func masked(_ tag: String) -> String {
        ShownText.of(tag.count <= 4 ? tag : "…" + tag.suffix(4), limit: 8)
    }

    /// `Transaction 42`; one that nobody gave an id is so called.
    static func name(_ transaction: Transaction) -> String {
        transaction.id.isEmpty ? "Transaction without id" : "Transaction \(ShownText.of(transaction.id, limit: 60))"
    }
}

/// How an entry ended, for people: an icon, a word and a tone. Never the colour alone.
public struct ResultMark: Sendable, Hashable {
    /// How serious it is; pages and terminals choose a colour by it.
    public enum Tone: String, Sendable, Hashable {
        case ok, note, warning, error
    }

    /// One character that stands for the outcome.
    public var icon: String
    /// The outcome in a word or two.
    public var word: String
    /// How serious it is.
    public var tone: Tone

    /// The mark of an entry.
    public init(of entry: Entry) {
        switch entry.kind {
        case .exchange: self = Self.exchange(entry)
        // A fault that nobody acknowledged is a fault all the same.
        case .unanswered: self.init("⚠", "No answer", entry.reportedStatus == "Faulted" ? .error : .warning)
        case .orphan: self.init("⌀", entry.reason == "late_answer" ? "Late answer" : "Orphan", .warning)
        case .send: self.init("✓", "Sent", .ok)
        case .malformed: self.init("⚑", "Malformed", .error)
        case .connection: self = Self.connection(entry)
        case .gap: self.init("⋯", "Gap", .error)
        }
    }

    private init(_ icon: String, _ word: String, _ tone: Tone) {
        self.icon = icon
        self.word = word
        self.tone = tone
    }

    private static func exchange(_ entry: Entry) -> ResultMark {
        if entry.reportedStatus == "Faulted" { return ResultMark("✕", "Faulted", .error) }
        if case .ok = entry.outcome, let code = entry.errorCode { return ResultMark("▲", code, .warning) }
        switch entry.outcome {
        case .callError(let code): return ResultMark("✕", code, .error)
        case .rejected: return ResultMark("⊘", entry.answerStatus ?? "Rejected", .warning)
        case .accepted: return ResultMark("✓", "Accepted", .ok)
        case .ok, .unanswered, nil: return ResultMark("✓", entry.answerStatus ?? "OK", .ok)
        }
    }

    private static func connection(_ entry: Entry) -> ResultMark {
        switch entry.reason {
        case "opened": ResultMark("●", "Opened", .note)
        case "refused": ResultMark("✕", "Refused", .error)
        case "abandoned": ResultMark("○", "Given up", .warning)
        case "reconnect_loop": ResultMark("▲", "Reconnecting", .warning)
        default: ResultMark("○", "Closed", .note)
        }
    }
}

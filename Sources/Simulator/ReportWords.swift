import OCPP

/// A number with its noun: `1 fault`, `3 faults`.
struct Count: CustomStringConvertible {
    private let number: Int
    private let noun: String

    init(_ number: Int, _ noun: String) {
        self.number = number
        self.noun = noun
    }

    var description: String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

/// How often each action was sent, as one line.
enum ActionCounts {
    static func text(_ counts: [Action: Int]) -> String {
        counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

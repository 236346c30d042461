import OCPPLog

/// Counts the lines that hold no frame, by reason.
struct PassedOver {
    private(set) var reasons: [ReadingAccount.Reason] = []

    /// One more.
    mutating func add(_ fault: LineFault, _ line: Int) {
        for index in reasons.indices where reasons[index].code == fault.code {
            reasons[index].count += 1
            return
        }
        reasons.append(.init(code: fault.code, sentence: fault.reason, count: 1, firstLine: line))
    }

    /// All of them together.
    var count: Int { reasons.reduce(0) { $0 + $1.count } }
}

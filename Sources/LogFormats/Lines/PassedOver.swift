import OCPPLog

/// Counts the lines that hold no frame, by reason.
struct PassedOver {
    private(set) var reasons: [ReadingAccount.Reason] = []
    /// Those that are not handed on yet; none where nobody wants a list.
    private(set) var list: [ImportReject]?

    init(isListed: Bool = false) {
        list = isListed ? [] : nil
    }

    /// Hands the list on.
    mutating func takeList(into batch: inout ImportBatch) {
        guard let lines = list, !lines.isEmpty else { return }
        for line in lines { batch.add(line) }
        list = []
    }

    /// One more.
    mutating func add(_ fault: LineFault, _ line: Int, _ text: @autoclosure () -> [UInt8] = []) {
        if list != nil {
            var reject = fault.reject(at: line)
            reject.holdsNothing = true
            reject.text = LineText.masked(text())
            list?.append(reject)
        }
        for index in reasons.indices where reasons[index].code == fault.code {
            reasons[index].count += 1
            return
        }
        reasons.append(.init(code: fault.code, sentence: fault.reason, count: 1, firstLine: line))
    }
}

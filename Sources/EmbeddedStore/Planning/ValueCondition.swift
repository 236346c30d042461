import OCPPLog

/// A condition on the id tag or the transaction id.
struct ValueCondition: Sendable {
    /// One of the values.
    enum Value: Sendable, Hashable {
        case any
        /// A whole value that is a number as Swift prints it, and what a filter is asked.
        case number(Int64, GramProbe)
        case text(GramProbe)
        /// A pattern: the windows of its pieces.
        case pattern(GramProbe)
    }

    let values: [Value]
    /// Decides on entries of which only this field is set.
    let matcher: QueryMatcher

    init(_ field: Field, _ values: [Query.Value], salt: UInt64) {
        matcher = QueryMatcher(.field(field, values))
        self.values = values.compactMap { value in
            switch value {
            // What lies between bounds may be any value.
            case .any, .range, .comparison: .any
            case .number, .quantity, .times, .entries: nil
            case .glob(let glob): Self.value(glob, salt: salt)
            }
        }
    }

    private static func value(_ glob: Glob, salt: UInt64) -> Value {
        guard glob.isLiteral else {
            var probe = GramProbe()
            for piece in glob.description.split(separator: "*") { probe.add(String(piece)) }
            return .pattern(probe)
        }
        let probe = GramProbe(value: glob.description, salt: salt)
        if let number = TransactionNumber.value(of: glob.description) { return .number(number, probe) }
        return .text(probe)
    }

    func tagAnswer(_ facts: some PlanFacts) -> PlanAnswer {
        guard facts.contents.contains(.tags) else { return .none }
        return join(values) { value in
            switch value {
            case .any: true
            case .number(_, let probe), .text(let probe), .pattern(let probe): facts.mayHold(probe)
            }
        }
    }

    func transactionAnswer(_ facts: some PlanFacts) -> PlanAnswer {
        let contents = facts.contents.intersection([.numericTransactions, .otherTransactions])
        guard !contents.isEmpty else { return .none }
        return join(values) { value in
            switch value {
            case .any: true
            case .number(let number, let probe):
                contents.contains(.numericTransactions) && facts.transactions?.contains(number) != false
                    && facts.mayHold(probe)
            case .text(let probe): contents.contains(.otherTransactions) && facts.mayHold(probe)
            case .pattern(let probe): facts.mayHold(probe)
            }
        }
    }

    private func join(_ values: [Value], _ mayMatch: (Value) -> Bool) -> PlanAnswer {
        values.contains(where: mayMatch) ? .some : .none
    }
}

public import OCPP

/// What the simulated CSMS did.
public struct CSMSReport: Sendable, Hashable {
    /// Connections of stations.
    public var connections = 0
    /// Messages of stations.
    public var received = 0
    /// Sent CALLs by action.
    public var calls: [Action: Int] = [:]
    /// Answers to CALLs of stations.
    public var answers = 0
    /// CALLs of stations that were left without an answer, on purpose.
    public var ignored = 0
    /// Id tags that were refused.
    public var refusedTags = 0
    /// Transactions that stations told of.
    public var transactions = 0
    /// Messages that could not be read.
    public var malformed = 0
    /// CALLs that got no answer in 30 seconds, or before the connection ended.
    public var unanswered = 0
    /// What was not said because too much waited already.
    public var dropped = 0

    /// A report of nothing.
    public init() {}

    /// All messages that were sent.
    public var sent: Int { calls.values.reduce(0, +) + answers }

    mutating func add(_ other: CSMSReport) {
        connections += other.connections
        received += other.received
        calls.merge(other.calls, uniquingKeysWith: +)
        answers += other.answers
        ignored += other.ignored
        refusedTags += other.refusedTags
        transactions += other.transactions
        malformed += other.malformed
        unanswered += other.unanswered
        dropped += other.dropped
    }
}

extension CSMSReport: CustomStringConvertible {
    /// A few lines for a person.
    public var description: String {
        var lines = [
            "CSMS: \(Count(connections, "connection")), \(Count(sent, "message")) sent, \(received) received",
            "  \(Count(transactions, "transaction")), \(Count(refusedTags, "refused id tag")), "
                + "\(Count(malformed, "unreadable message"))",
            "  \(Count(unanswered, "request")) got no answer, \(ignored) were left without one on purpose",
        ]
        if !calls.isEmpty { lines.append("  " + ActionCounts.text(calls)) }
        if dropped > 0 { lines.append("  not said because too much waited: \(dropped)") }
        return lines.joined(separator: "\n")
    }
}

public import OCPP

/// What simulated stations did.
public struct FleetReport: Sendable, Hashable {
    /// Simulated charging stations.
    public var stations = 0
    /// Connections that came about.
    public var connections = 0
    /// Sent CALLs by action.
    public var calls: [Action: Int] = [:]
    /// Answers to CALLs of the CSMS.
    public var answers = 0
    /// CALLs of the CSMS that were left without an answer, on purpose.
    public var ignored = 0
    /// Messages of the CSMS.
    public var received = 0
    /// Transactions that the CSMS was told of and answered.
    public var transactions = 0
    /// Things that broke at a connector.
    public var faults = 0
    /// Restarts, by plan or because the CSMS asked for one.
    public var reboots = 0
    /// Connections that were ended without a Close frame, on purpose.
    public var brokenLines = 0
    /// Messages that are no OCPP frame or answer nothing, on purpose.
    public var brokenFrames = 0
    /// CALLs that got no answer in 30 seconds, or before the connection ended.
    public var unanswered = 0
    /// What was not said because too much waited already.
    public var dropped = 0
    /// Connections that did not come about, by reason; at most ``maximumReasons`` different ones.
    public var failures: [String: Int] = [:]

    /// Reasons beyond that are counted as "other reasons".
    public static let maximumReasons = 8

    /// A report of nothing.
    public init(stations: Int = 0) {
        self.stations = stations
    }

    /// All messages that were sent.
    public var sent: Int { calls.values.reduce(0, +) + answers + brokenFrames }

    mutating func countFailure(_ reason: String, times: Int = 1) {
        let isNew = failures[reason] == nil && failures.count >= Self.maximumReasons - 1
        failures[isNew ? "other reasons" : reason, default: 0] += times
    }

    mutating func add(_ other: FleetReport) {
        stations += other.stations
        connections += other.connections
        calls.merge(other.calls, uniquingKeysWith: +)
        answers += other.answers
        ignored += other.ignored
        received += other.received
        transactions += other.transactions
        faults += other.faults
        reboots += other.reboots
        brokenLines += other.brokenLines
        brokenFrames += other.brokenFrames
        unanswered += other.unanswered
        dropped += other.dropped
        for (reason, times) in other.failures.sorted(by: { $0.key < $1.key }) { countFailure(reason, times: times) }
    }
}

extension FleetReport: CustomStringConvertible {
    /// A few lines for a person.
    public var description: String {
        var lines = [
            "\(Count(stations, "charging station")) over \(Count(connections, "connection")): "
                + "\(Count(sent, "message")) sent, \(received) received",
            "  \(Count(transactions, "transaction")), \(Count(faults, "fault")), \(Count(reboots, "reboot")), "
                + "\(Count(brokenLines, "broken line")), \(Count(brokenFrames, "broken frame"))",
            "  \(Count(unanswered, "request")) got no answer, \(ignored) were left without one on purpose",
        ]
        if !calls.isEmpty { lines.append("  " + ActionCounts.text(calls)) }
        if dropped > 0 { lines.append("  not said because too much waited: \(dropped)") }
        for (reason, times) in failures.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("  \(Count(times, "attempt")) failed: \(reason)")
        }
        return lines.joined(separator: "\n")
    }
}

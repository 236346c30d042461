import OCPP
import OCPPLog

/// A condition on the latency: the column of latencies decides it, nothing has to be rebuilt.
struct LatencyCondition: Sendable {
    /// No latency below this matches, in microseconds: a block whose latencies are all shorter need not be decoded.
    let least: Int64
    private let matcher: QueryMatcher

    /// What `latency:` asks.
    init(_ values: [Query.Value]) {
        least = Field.latency.leastAmount(of: values)
        matcher = QueryMatcher(.field(.latency, values))
    }

    /// What `is:slow` asks.
    init(slow values: [Query.Value]) {
        least = EntryMark.slowLatency
        matcher = QueryMatcher(.field(.is, values))
    }

    /// The answer for each of some rows of a block, rising.
    func answers(_ rows: [Int], _ meta: BlockMeta) throws(StoreError) -> [PlanAnswer] {
        guard meta.latencyBound >= least else { return Array(repeating: .none, count: rows.count) }
        let ends = try meta.ends()
        var stub = Entry.stub(SiteID(""), ChargerID(""))
        var answers: [PlanAnswer] = []
        answers.reserveCapacity(rows.count)
        for row in rows {
            let latency = ends[row] &- meta.times[row]
            guard meta.hasLatency(row), latency >= least else {
                answers.append(.none)
                continue
            }
            stub.latency = latency
            answers.append(matcher.matches(stub) ? .all : .none)
        }
        return answers
    }
}

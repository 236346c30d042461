import OCPP
import OCPPLog

extension Search.Order {
    /// Where a time stands in this order: what has the higher rank comes first. The rank of a rank is the time again.
    func rank(_ time: Int64) -> Int64 {
        switch self {
        case .newestFirst: time
        // The complement turns the order round and overflows nowhere.
        case .oldestFirst: ~time
        }
    }

    /// Where a time stands in this order.
    func rank(_ datetime: Timestamp) -> Int64 { rank(datetime.microseconds) }

    /// The time of a rank.
    func time(ofRank rank: Int64) -> Timestamp { Timestamp(microseconds: self.rank(rank)) }

    /// The ranks of some times.
    func ranks(of times: ClosedRange<Int64>) -> ClosedRange<Int64> {
        switch self {
        case .newestFirst: times
        case .oldestFirst: rank(times.upperBound)...rank(times.lowerBound)
        }
    }
}

import OCPP

/// Something beside the entries over time that explains them: a change of a log level, frames that were not recorded.
struct HistogramMark: Sendable, Hashable {
    /// Where it stands in the drawing.
    var moment: Timestamp
    var sign: String
    var words: String
    /// The entries that tell of it; nil where there are none.
    var url: String?
}

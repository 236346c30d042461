/// The same work done by ours and by peers, in one run. The first subject is ours: ratios are to it.
struct Comparison {
    var title: String
    /// What is counted: `frame`, `exchange`, `entry`, `search`.
    var unit: String
    /// How many of them one run of a subject does.
    var units: Int
    /// How many bytes one run of a subject reads; nil where bytes per second say nothing.
    var bytes: Int?
    /// Whether bytes written and wall time belong into the table.
    var usesDisk = false
    /// How often each subject is measured; the median counts.
    var rounds = 11
    var subjects: [Subject]
}

/// The questions that an analysis answers, one table each. Their names are those of the command line and of the API.
public enum AnalysisPart: String, Sendable, Hashable, CaseIterable {
    /// The figures that one looks at first.
    case overview
    /// Error codes, codes of makers, and the charging stations and actions that have them.
    case codes
    /// CALLs by action: how they ended, and how long their answers took.
    case actions
    /// How much is sent, by action.
    case volume
    /// Charging stations that booted, and how often.
    case reboots
    /// How far the clocks of charging stations are off.
    case clock
    /// Transactions that failed, by cause.
    case transactions
    /// Errors by charging station and time.
    case heatmap
    /// What a selection has more of than the rest.
    case different
}

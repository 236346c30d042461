import Insights

/// Who is told of what, as the configuration says it.
struct AlertsConfiguration: Sendable, Hashable {
    var targets: [AlertTargetConfiguration] = []
    /// The names of their targets are among ``targets``.
    var rules: [AlertRule] = []
}

/// One that is told.
struct AlertTargetConfiguration: Sendable, Hashable {
    enum Way: Sendable, Hashable {
        /// An address that takes alerts by POST, and the file with the secret that signs them.
        case webhook(url: String, secretFile: String)
        /// A program with its arguments, which gets alerts on its standard input.
        case command([String])
    }

    var name: String
    var way: Way
    /// So long one try may take.
    var timeLimit = TimeSpan(seconds: 10)
}

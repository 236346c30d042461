/// How one try to deliver an alert ended.
enum DeliveryOutcome: Sendable, Hashable {
    case delivered
    /// It makes no sense to try again; why, in words.
    case refused(String)
    /// It may go better later; why it did not now, in words, and how long the receiver asked to be left alone.
    case unavailable(String, wait: Duration? = nil)
}

/// Decides whether and when an alert is tried again. Knows no clock and no network.
struct DeliveryPlan {
    struct Limits: Sendable, Hashable {
        /// After so many tries an alert is given up: about an hour.
        var tries = 24
        /// The pause before the second try; each further one is twice as long.
        var firstPause = Duration.seconds(1)
        /// No pause becomes longer by itself.
        var longestPause = Duration.seconds(300)
        /// No receiver is left alone for longer, whatever it asks.
        var longestWish = Duration.seconds(3_600)
    }

    enum Step: Hashable {
        case delivered
        case failed(String)
        case again(after: Duration, String)
    }

    let limits: Limits
    private var tries = 0

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// - Parameter jitter: 0 to 1, by chance: receivers are not to be met by all senders at once.
    mutating func next(_ outcome: DeliveryOutcome, jitter: Double) -> Step {
        tries += 1
        switch outcome {
        case .delivered: return .delivered
        case .refused(let why): return .failed(why)
        case .unavailable(let why, let wait):
            guard tries < limits.tries else { return .failed(why) }
            // Doubled at most 30 times: long before, the longest pause is reached.
            let doubled = limits.firstPause * (1 << min(tries - 1, 30))
            let pause = min(doubled, limits.longestPause) * (0.5 + 0.5 * min(max(jitter, 0), 1))
            return .again(after: max(pause, min(wait ?? .zero, limits.longestWish)), why)
        }
    }
}

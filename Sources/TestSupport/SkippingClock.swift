import Synchronization

/// A clock on which every wait is over at once, and time goes on by what was waited or by what the test says.
public final class SkippingClock: Clock {
    /// A moment of this clock.
    public struct Instant: InstantProtocol {
        fileprivate var offset: Duration

        /// The moment at which every such clock begins.
        public static let beginning = Instant(offset: .zero)

        /// The moment `duration` later.
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        /// The time from this moment to another.
        public func duration(to other: Instant) -> Duration { other.offset - offset }

        /// Earlier is less.
        public static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
    }

    private let time = Mutex(Duration.zero)

    /// A clock that stands at its beginning.
    public init() {}

    /// The moment it stands at.
    public var now: Instant { Instant(offset: time.withLock { $0 }) }

    /// The finest step that is told apart.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// Lets time go on.
    public func advance(by duration: Duration) {
        time.withLock { $0 += duration }
    }

    /// Goes to the deadline, and lets others go first.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        time.withLock { $0 = max($0, deadline.offset) }
        await Task.yield()
    }
}

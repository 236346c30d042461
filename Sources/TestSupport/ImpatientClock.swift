/// A clock on which every wait is over at once, for code that only pauses.
public struct ImpatientClock: Clock {
    /// A moment of this clock.
    public struct Instant: InstantProtocol {
        private var offset: Duration

        init(_ offset: Duration) {
            self.offset = offset
        }

        /// The moment `duration` later.
        public func advanced(by duration: Duration) -> Instant { Instant(offset + duration) }

        /// The time from this moment to another.
        public func duration(to other: Instant) -> Duration { other.offset - offset }

        /// Earlier is less.
        public static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
    }

    /// A clock that stands at its beginning.
    public init() {}

    /// Always the same moment.
    public var now: Instant { Instant(.zero) }

    /// The finest step that is told apart.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// Lets others go first, and is over.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        await Task.yield()
    }
}

/// What a reader found out about a log: for the one who has it read.
public struct ReadingAccount: Sendable, Hashable {
    /// Lines that hold nothing to record, by reason: they are no fault of the log.
    public struct Reason: Sendable, Hashable {
        /// Why, as a word for machines: `no_frame`.
        public var code: String
        /// The same as a sentence for people, without a full stop.
        public var sentence: String
        /// How many there are.
        public var count: Int
        /// The first of them, counted from 1.
        public var firstLine: Int

        /// A reason and its lines.
        public init(code: String, sentence: String, count: Int, firstLine: Int) {
            self.code = code
            self.sentence = sentence
            self.count = count
            self.firstLine = firstLine
        }
    }

    /// A format, and how much speaks for it, from 0 to 1.
    public struct Guess: Sendable, Hashable {
        /// What it is asked for by.
        public var format: String
        /// For people.
        public var title: String
        /// From 0 to 1.
        public var confidence: Double

        /// A format and how much speaks for it.
        public init(format: String, title: String, confidence: Double) {
            self.format = format
            self.title = title
            self.confidence = confidence
        }
    }

    /// The format in which it was read; nil before that is known.
    public var format: Guess?
    /// The next best one.
    public var runnerUp: Guess?
    /// Lines that hold nothing to record.
    public var passedOver: [Reason] = []
    /// What else is worth telling, as sentences without a full stop: which zone was found, for instance.
    public var notes: [String] = []

    /// Nothing is known yet.
    public init() {}
}

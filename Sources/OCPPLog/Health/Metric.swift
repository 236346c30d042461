/// One figure of the program for monitoring: its name, what it means, and its value, once or for each combination of labels.
///
/// Names follow the conventions of Prometheus: `ocpplogs_` in front, the unit behind, `_total` for what only grows.
public struct Metric: Sendable, Hashable {
    /// How a value behaves over time.
    public enum Kind: String, Sendable, Hashable {
        /// Only grows; begins at 0 with the program.
        case counter
        /// Goes up and down.
        case gauge
        /// How many measurements lay below each of several bounds.
        case histogram
    }

    /// One value, and what tells it from the others of the same metric.
    public struct Sample: Sendable, Hashable {
        /// What tells it from the others; empty where there is one value only.
        public var labels: [Label]
        /// The value.
        public var value: Value

        /// A value with its labels.
        public init(_ value: Value, labels: [Label] = []) {
            self.labels = labels
            self.value = value
        }
    }

    /// A name and a text that tell samples apart. Both come from short lists of the program: never from charging stations,
    /// whose texts are without end.
    public struct Label: Sendable, Hashable {
        /// Letters, digits and `_`.
        public var name: String
        /// Any text.
        public var value: String

        /// A label.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A number, or a histogram.
    public enum Value: Sendable, Hashable {
        /// Of a counter or a gauge.
        case number(Double)
        /// Of a histogram.
        case histogram(Histogram)
    }

    /// Letters, digits and `_`.
    public var name: String
    /// One sentence without a full stop.
    public var help: String
    /// How its values behave.
    public var kind: Kind
    /// Its values.
    public var samples: [Sample]

    /// A metric with several samples.
    public init(_ name: String, _ kind: Kind, help: String, samples: [Sample]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.samples = samples
    }
}

extension Metric {
    /// What only grows, as one number.
    public static func counter(_ name: String, help: String, _ value: Int) -> Metric {
        Metric(name, .counter, help: help, samples: [Sample(.number(Double(value)))])
    }

    /// What only grows, a number for each word of one label. Sorted by the word.
    public static func counter(_ name: String, help: String, by label: String, _ values: [String: Int]) -> Metric {
        let samples = values.sorted { $0.key < $1.key }.map { word, count in
            Sample(.number(Double(count)), labels: [Label(label, word)])
        }
        return Metric(name, .counter, help: help, samples: samples)
    }

    /// What goes up and down, as one number.
    public static func gauge(_ name: String, help: String, _ value: Double) -> Metric {
        Metric(name, .gauge, help: help, samples: [Sample(.number(value))])
    }

    /// A distribution.
    public static func histogram(_ name: String, help: String, _ value: Histogram) -> Metric {
        Metric(name, .histogram, help: help, samples: [Sample(.histogram(value))])
    }
}

/// A part of the program that has figures for monitoring.
public protocol MetricsSource: Sendable {
    /// Its figures as they are now. Returns at once: it waits for no disk and no network.
    func metrics() -> [Metric]
}

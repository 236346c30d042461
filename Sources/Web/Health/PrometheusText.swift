import OCPPLog

/// Metrics as Prometheus reads them: the text format 0.0.4.
enum PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// All metrics; those that share a name, as two parts of a kind have them, stand together under one head.
    static func of(_ metrics: [Metric]) -> String {
        var names: [String] = []
        var families: [String: Metric] = [:]
        for metric in metrics {
            if families[metric.name] == nil { names.append(metric.name) }
            families[metric.name, default: Metric(metric.name, metric.kind, help: metric.help, samples: [])].samples +=
                metric.samples
        }
        return names.compactMap { families[$0] }.map(family).joined()
    }

    private static func family(_ metric: Metric) -> String {
        let head = "# HELP \(metric.name) \(escaped(metric.help))\n# TYPE \(metric.name) \(metric.kind.rawValue)\n"
        return head + metric.samples.map { sample(metric.name, $0) }.joined()
    }

    private static func sample(_ name: String, _ sample: Metric.Sample) -> String {
        switch sample.value {
        case .number(let number): line(name, sample.labels, number)
        case .histogram(let histogram): lines(name, sample.labels, histogram)
        }
    }

    /// Each bucket counts all that lies below its bound, so the last one counts everything.
    private static func lines(_ name: String, _ labels: [Metric.Label], _ histogram: Histogram) -> String {
        var below = 0
        var text = ""
        for (bound, count) in zip(histogram.bounds + [.infinity], histogram.counts) {
            below += count
            text += line("\(name)_bucket", labels + [Metric.Label("le", self.text(bound))], Double(below))
        }
        return text + line("\(name)_sum", labels, histogram.sum) + line("\(name)_count", labels, Double(below))
    }

    private static func line(_ name: String, _ labels: [Metric.Label], _ number: Double) -> String {
        let pairs = labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
        return "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(text(number))\n"
    }

    /// Whole numbers without a fraction.
    private static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: number).map { String($0) } ?? String(number)
    }

    private static func escaped(_ text: String, quotes: Bool = false) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

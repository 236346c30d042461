import OCPPLog
import Testing

/// Where measurements are counted.
struct HistogramTests {
    @Test func aMeasurementCountsBelowTheFirstBoundThatHoldsIt() {
        var histogram = Histogram(bounds: [0.1, 1])
        for value in [0.05, 0.1, 0.2, 1, 7] { histogram.record(value) }
        histogram.record(.milliseconds(1_500))
        #expect(histogram.counts == [2, 2, 2])
        #expect(histogram.count == 6)
        #expect(abs(histogram.sum - 9.85) < 1e-9)
    }
}

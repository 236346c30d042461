import OCPPLog
import Testing

@testable import Web

/// The text format 0.0.4, byte by byte.
struct PrometheusTextTests {
    @Test func countersGaugesAndHistogramsAsPrometheusReadsThem() {
        var seconds = Histogram(bounds: [0.001, 0.25, 1])
        for value in [0.0005, 0.25, 0.5, 60] { seconds.record(value) }
        let text = PrometheusText.of([
            .counter(
                "ocpplogs_entries_recorded_total", help: "Entries written", by: "kind",
                ["gap": 0, "exchange": 12_345_678_901]),
            .gauge("ocpplogs_last_commit_timestamp_seconds", help: "Last write", 1_795_428_000.25),
            .histogram("ocpplogs_commit_seconds", help: "Time of a write", seconds),
        ])
        #expect(
            text == """
                # HELP ocpplogs_entries_recorded_total Entries written
                # TYPE ocpplogs_entries_recorded_total counter
                ocpplogs_entries_recorded_total{kind="exchange"} 12345678901
                ocpplogs_entries_recorded_total{kind="gap"} 0
                # HELP ocpplogs_last_commit_timestamp_seconds Last write
                # TYPE ocpplogs_last_commit_timestamp_seconds gauge
                ocpplogs_last_commit_timestamp_seconds 1795428000.25
                # HELP ocpplogs_commit_seconds Time of a write
                # TYPE ocpplogs_commit_seconds histogram
                ocpplogs_commit_seconds_bucket{le="0.001"} 1
                ocpplogs_commit_seconds_bucket{le="0.25"} 2
                ocpplogs_commit_seconds_bucket{le="1"} 3
                ocpplogs_commit_seconds_bucket{le="+Inf"} 4
                ocpplogs_commit_seconds_sum 60.7505
                ocpplogs_commit_seconds_count 4

                """)
    }

    @Test func whatWouldBreakALineIsEscaped() {
        let sample = Metric.Sample(.number(1), labels: [.init("a", "x\"y\\z\nw"), .init("b", "ü")])
        let text = PrometheusText.of([Metric("m", .gauge, help: "one \"line\" \\ and\nno more", samples: [sample])])
        #expect(
            text == #"""
                # HELP m one "line" \\ and\nno more
                # TYPE m gauge
                m{a="x\"y\\z\nw",b="ü"} 1

                """#)
    }

    @Test func aNameHasOneHeadWhoeverCountsUnderIt() {
        let text = PrometheusText.of([
            Metric("m_total", .counter, help: "M", samples: [.init(.number(1), labels: [.init("port", "a")])]),
            .gauge("n", help: "N", .infinity),
            Metric("m_total", .counter, help: "M", samples: [.init(.number(2), labels: [.init("port", "b")])]),
        ])
        #expect(
            text == """
                # HELP m_total M
                # TYPE m_total counter
                m_total{port="a"} 1
                m_total{port="b"} 2
                # HELP n N
                # TYPE n gauge
                n +Inf

                """)
    }
}

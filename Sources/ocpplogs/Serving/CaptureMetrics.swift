import Capture
import OCPPLog
import WebSockets

/// The figures of the OCPP ports for monitoring.
struct CaptureMetrics: MetricsSource {
    let capture: CaptureServer

    func metrics() -> [Metric] {
        let counts = capture.counts
        return connections(counts.listeners) + traffic(counts.listeners) + decisions(counts) + calls(counts)
            + pairing(counts)
    }

    private func connections(_ counts: ListenerCounts) -> [Metric] {
        [
            .gauge("ocpplogs_connections_open", help: "Connections that are open now", Double(counts.open)),
            .counter("ocpplogs_connections_total", help: "Connections that were taken in", counts.accepted),
            .counter(
                "ocpplogs_tls_connections_total", help: "Connections on which TLS came about", counts.tlsAccepted),
            .counter("ocpplogs_tls_failures_total", help: "TLS handshakes that failed", counts.tlsFailed),
            .counter(
                "ocpplogs_connections_ended_total",
                help:
                    "Connections that this program ended: nothing was said, or the other side was gone without a word",
                by: "reason", ["idle": counts.idleClosed, "lost": counts.lost]),
            .counter(
                "ocpplogs_connections_no_room_total", help: "Connections refused because too many were open",
                by: "limit", ["all": counts.noRoom, "address": counts.noRoomForAddress]),
            .counter(
                "ocpplogs_handshakes_refused_total", help: "Handshakes that ended without a connection", by: "status",
                [
                    "4xx": counts.refused4xx, "5xx": counts.refused5xx,
                    "other": counts.refused - counts.refused4xx - counts.refused5xx,
                ]),
        ]
    }

    private func traffic(_ counts: ListenerCounts) -> [Metric] {
        [
            .counter(
                "ocpplogs_messages_total", help: "Whole messages that passed", by: "source",
                ["cp": counts.messagesFromClients, "csms": counts.messagesToClients]),
            .counter(
                "ocpplogs_bytes_total", help: "Bytes that passed behind the handshakes", by: "source",
                ["cp": counts.bytesFromClients, "csms": counts.bytesToClients]),
            .counter(
                "ocpplogs_messages_bad_total", help: "Messages that were not kept as they came", by: "reason",
                [
                    "too_large": counts.tooLarge, "not_inflatable": counts.notInflatable,
                    "protocol": counts.violations,
                ]),
            .counter(
                "ocpplogs_blind_taps_total", help: "Peers that could not be followed any more", counts.blindTaps),
        ]
    }

    private func decisions(_ counts: CaptureCounts) -> [Metric] {
        [
            .counter(
                "ocpplogs_stations_refused_total", help: "Charging stations that got no connection", by: "reason",
                Dictionary(
                    uniqueKeysWithValues: CaptureCounts.Refusal.allCases.map { ($0.rawValue, counts.refused[$0] ?? 0) })
            ),
            .counter(
                "ocpplogs_logins_failed_total", help: "Logins that were wrong, or refused unseen after too many",
                by: "seen",
                ["checked": counts.failedLogins, "throttled": counts.throttledLogins]),
            .counter(
                "ocpplogs_reconnect_loops_total", help: "Times a station was found to connect again and again",
                counts.reconnectLoops),
        ]
    }

    private func pairing(_ counts: CaptureCounts) -> [Metric] {
        [
            .gauge(
                "ocpplogs_pairing_queue_messages", help: "Messages that wait to be read and paired",
                Double(counts.pairingMessages)),
            .gauge(
                "ocpplogs_pairing_queue_bytes", help: "Memory of what waits to be read and paired, about",
                Double(counts.pairingBytes)),
            .gauge(
                "ocpplogs_pairing_queue_limit_bytes", help: "How much may wait; more is counted as lost",
                Double(counts.pairingBytesLimit)),
            .counter(
                "ocpplogs_pairing_lost_messages_total",
                help: "Messages that there was no room for before they were read; gaps tell whose", counts.pairingLost),
        ]
    }

    private func calls(_ counts: CaptureCounts) -> [Metric] {
        [
            .counter(
                "ocpplogs_calls_sent_total", help: "Requests that the controller sent for somebody", by: "outcome",
                [
                    "answered": counts.callsAnswered, "unanswered": counts.callsUnanswered,
                    "open": counts.callsSent - counts.callsAnswered - counts.callsUnanswered,
                ]),
            .counter(
                "ocpplogs_calls_busy_total", help: "Requests that were not sent because too many waited",
                counts.callsBusy),
        ]
    }
}

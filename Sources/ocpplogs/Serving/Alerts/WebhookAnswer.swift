import Foundation
import OCPP

/// What the answer of a webhook's receiver means.
enum WebhookAnswer {
    /// - Parameter retryAfter: the header `Retry-After` (RFC 9110 §10.2.3): seconds or a date.
    static func outcome(status: Int, retryAfter: String?, now: Timestamp) -> DeliveryOutcome {
        let why = "the receiver answered with status \(status)"
        switch status {
        case 200..<300: return .delivered
        case 300..<400: return .refused(why + "; redirects are not followed")
        case 408, 429, 500...: return .unavailable(why, wait: retryAfter.flatMap { wait($0, now: now) })
        default: return .refused(why)
        }
    }

    private static func wait(_ text: String, now: Timestamp) -> Duration? {
        let text = text.trimmingCharacters(in: .whitespaces)
        if let seconds = Int64(text) {
            return (0...1_000_000_000).contains(seconds) ? .seconds(seconds) : nil
        }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        guard let date = format.date(from: text) else { return nil }
        let wait = Int64(date.timeIntervalSince1970) - now.microseconds / 1_000_000
        return wait > 0 ? .seconds(wait) : .zero
    }
}

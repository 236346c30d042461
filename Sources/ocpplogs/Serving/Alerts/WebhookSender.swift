import AsyncHTTPClient
import Foundation
import Insights
import NIOCore
import NIOHTTP1
import NIOPosix
import OCPP
import OCPPLog

/// Sends alerts by POST, signed. The address is shown nowhere: it may be a secret itself.
struct WebhookSender: AlertSender {
    /// So many bytes of an answer are read, so that its connection can be used again; more end the connection.
    private static let longestAnswer = 64 << 10

    let kind = "webhook"
    let url: String
    let signature: WebhookSignature
    let timeLimit: Duration
    let now: @Sendable () -> Timestamp

    /// On event loops of its own: those of the stations are not touched.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        // Who delivers tries again himself.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .seconds(30)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    func send(_ alert: Alert) async -> DeliveryOutcome {
        let body = Array(AlertJSON.object(of: alert).json.utf8)
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "ocpplogs/\(ProgramVersion.text)")
        request.headers.add(name: "OCPPLogs-Alert-Id", value: alert.id)
        request.headers.add(name: WebhookSignature.header, value: signature.text(of: body, at: now()))
        request.body = .bytes(body)
        let ready = request
        // The time limit of the client ends with the head of the answer; this one holds for all of it.
        return await withTaskGroup(of: DeliveryOutcome.self) { group in
            group.addTask { await attempt(ready) }
            group.addTask {
                try? await Task.sleep(for: timeLimit)
                return .unavailable("no answer came in time")
            }
            let first = await group.next() ?? .unavailable("no answer came")
            group.cancelAll()
            return first
        }
    }

    private func attempt(_ request: HTTPClientRequest) async -> DeliveryOutcome {
        do {
            let response = try await Self.http.execute(request, timeout: TimeAmount(timeLimit))
            let outcome = WebhookAnswer.outcome(
                status: Int(response.status.code), retryAfter: response.headers.first(name: "Retry-After"), now: now())
            // What the answer says beside its head is of no interest, also when it breaks off.
            _ = try? await response.body.collect(upTo: Self.longestAnswer)
            return outcome
        } catch {
            return .unavailable(Self.words(error))
        }
    }

    /// Why no answer came; without the address.
    private static func words(_ error: any Error) -> String {
        let late: [HTTPClientError] = [.deadlineExceeded, .readTimeout, .connectTimeout]
        switch error {
        case let error as HTTPClientError where late.contains(error): return "no answer came in time"
        case is NIOConnectionError, is IOError: return "the receiver cannot be reached"
        case is HTTPClientError: return "the receiver broke off: \(error)"
        default: return "the receiver cannot be asked (\(type(of: error)))"
        }
    }
}

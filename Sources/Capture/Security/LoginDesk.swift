import NIOCore
import OCPP
import OCPPLog
import WebSockets

/// Lets stations log in, counts what fails, and tells the log in the end of what was refused unseen.
final class LoginDesk: Sendable {
    /// Why a station is not let in.
    struct Refusal: Sendable, Hashable {
        var status: Int
        /// For the station.
        var answer: String
        var headers: [HandshakeHeaders.Header] = []
        /// For the log; nil: it is told later, with others.
        var told: String?
    }

    private let check: LoginCheck
    private let settings: CaptureSettings
    private let counters: CaptureCounters
    private let window: TimeAmount

    /// - Parameter window: in which failures are counted; the sentences of the log say a minute.
    init(_ settings: CaptureSettings, _ counters: CaptureCounters, window: TimeAmount = .minutes(1)) {
        self.settings = settings
        self.counters = counters
        self.window = window
        check = LoginCheck(settings.passwords)
    }

    /// - Parameter answer: called once on that event loop, with nil when the station is who it says.
    func logIn(
        _ charger: ChargerID, _ request: HandshakeRequest, on eventLoop: any EventLoop,
        answer: @escaping (Refusal?) -> Void
    ) {
        let address = LoginAddress.of(request.remoteAddress)
        check.check(request.headers, of: charger, from: address, on: eventLoop) { verdict in
            answer(self.refusal(verdict, on: eventLoop))
        }
    }

    /// Tells what was refused unseen, and ends the threads.
    func close() async {
        tellUntold()
        await check.close()
    }

    private func refusal(_ verdict: LoginCheck.Verdict, on eventLoop: any EventLoop) -> Refusal? {
        switch verdict {
        case .passed: return nil
        case .failed(let why, let failure):
            counters.change {
                $0.refused[.login, default: 0] += 1
                $0.failedLogins += 1
            }
            noteWindow(failure, on: eventLoop)
            let more = failure.untold > 0 ? "; and \(failure.untold) more within a minute, refused unseen" : ""
            return .unauthorized(told: why.sentence + more)
        case .throttled:
            counters.change {
                $0.refused[.login, default: 0] += 1
                $0.throttledLogins += 1
            }
            return .unauthorized(told: nil)
        case .overloaded(let sentence, let failure):
            counters.refused(.overload)
            if let failure { noteWindow(failure, on: eventLoop) }
            // Stations have back-offs of their own; those that look for one find it.
            return Refusal(
                status: 503, answer: "\(sentence); try again", headers: [.init("Retry-After", "10")],
                told: failure.map { _ in sentence })
        }
    }

    private func noteWindow(_ failure: LoginThrottle.Failure, on eventLoop: any EventLoop) {
        guard failure.opensWindow else { return }
        eventLoop.scheduleTask(in: window) { [weak self] in self?.tellUntold() }
    }

    private func tellUntold() {
        let entries = check.endWindow().map { untold in
            Recordable.completed(entry(untold), closes: nil)
        }
        if !entries.isEmpty { settings.sink.offer(entries) }
    }

    private func entry(_ untold: LoginThrottle.Untold) -> Entry {
        var entry = Entry(
            kind: .connection, datetime: settings.now(), chargerID: untold.attempt.charger,
            connectionID: settings.newConnectionID(), source: .cp, version: .unknown)
        entry.reason = "refused"
        entry.detail = untold.sentence
        return entry
    }
}

extension LoginDesk.Refusal {
    fileprivate static func unauthorized(told: String?) -> LoginDesk.Refusal {
        LoginDesk.Refusal(
            status: 401, answer: LoginFailure.answer,
            headers: [.init("WWW-Authenticate", "Basic realm=\"OCPP\"")], told: told)
    }
}

extension LoginThrottle.Untold {
    /// What the log says of them, without a full stop.
    var sentence: String {
        let what = count == 1 ? "1 more login was refused unseen" : "\(count) more logins were refused unseen"
        let whence = attempt.address.isEmpty ? "" : " from \(attempt.address)"
        return switch reason {
        case .station: "\(what)\(whence) within a minute: those before had failed"
        case .address:
            "\(what)\(whence) within a minute, this charging station first: too many of that address had failed"
        case .capacity: "\(what) within a minute, this charging station first: too many from everywhere had failed"
        case .overload: "\(what) within a minute, this charging station first: there was no time to check them"
        }
    }
}

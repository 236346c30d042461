import NIOCore
import NIOPosix
import OCPP
import Synchronization
import WebSockets

/// Checks the passwords of charging stations on threads of its own: a hash takes longer than a loop may be kept.
final class LoginCheck: Sendable {
    /// What a login came to.
    enum Verdict: Sendable {
        case passed
        case failed(LoginFailure, LoginThrottle.Failure)
        /// Too many failed before: refused unseen, and told later.
        case throttled
        /// It could not be looked at, with a sentence; nil where that is told later.
        case overloaded(String, LoginThrottle.Failure?)
    }

    private struct State: ~Copyable {
        var remembered = RememberedLogins()
        var throttle: LoginThrottle
        /// Logins that are hashed or wait for it.
        var waiting = 0
    }

    /// At 10 ms each and with two threads the last of them waits 5 s, which stations bear.
    static let maximumWaiting = 1_000

    private let book: any PasswordBook
    private let stranger: PasswordHash
    private let maximumWaiting: Int
    private let state: Mutex<State>
    private let hashing = NIOThreadPool(numberOfThreads: 2)
    /// Apart from the others, so that a station whose password is known need not wait for those that are hashed.
    private let reading = NIOThreadPool(numberOfThreads: 1)

    init(
        _ book: any PasswordBook, limits: LoginThrottle.Limits = LoginThrottle.Limits(),
        maximumWaiting: Int = LoginCheck.maximumWaiting
    ) {
        self.book = book
        self.maximumWaiting = maximumWaiting
        stranger = PasswordHash(
            cost: PasswordHash.usualCost, salt: Self.noise(PasswordHash.saltLength),
            digest: Self.noise(PasswordHash.digestLength))
        state = Mutex(State(throttle: LoginThrottle(limits)))
        hashing.start()
        reading.start()
    }

    /// Checks what a station shows.
    /// - Parameter answer: called once on that event loop, at once or later.
    func check(
        _ headers: HandshakeHeaders, of charger: ChargerID, from address: String, on eventLoop: any EventLoop,
        answer: @escaping (Verdict) -> Void
    ) {
        let attempt = LoginThrottle.Attempt(address: address, charger: charger)
        let credentials = BasicCredentials(headers, for: charger.rawValue)
        guard case .password(let password) = credentials,
            let known = state.withLock({ $0.remembered.hash(for: charger, password: password) })
        else { return look(at: credentials, attempt, charger, on: eventLoop, answer) }
        reading.runIfActive(eventLoop: eventLoop) { try self.book.hash(for: charger) == known }
            .assumeIsolated().whenComplete { result in
                switch result {
                case .success(true): answer(.passed)
                case .success(false):
                    self.state.withLock { $0.remembered.forget(charger) }
                    self.look(at: credentials, attempt, charger, on: eventLoop, answer)
                case .failure: answer(self.unreadable(attempt))
                }
            }
    }

    /// A minute after the first failure.
    func endWindow() -> [LoginThrottle.Untold] {
        state.withLock { $0.throttle.endWindow() }
    }

    /// Ends the threads.
    func close() async {
        for pool in [hashing, reading] {
            // A pool that is closed already is what is wanted.
            try? await pool.shutdownGracefully()
        }
    }

    private func look(
        at credentials: BasicCredentials, _ attempt: LoginThrottle.Attempt, _ charger: ChargerID,
        on eventLoop: any EventLoop, _ answer: @escaping (Verdict) -> Void
    ) {
        let password: [UInt8]
        switch credentials {
        case .absent: return answer(fail(.noCredentials, attempt))
        case .unreadable: return answer(fail(.unreadableCredentials, attempt))
        case .foreign: return answer(fail(.foreignUser, attempt))
        case .password(let sent): password = sent
        }
        if let refusal = queue(attempt) { return answer(refusal) }
        hashing.runIfActive(eventLoop: eventLoop) { self.hash(password, attempt, charger) }
            .assumeIsolated().whenComplete { result in
                answer((try? result.get()) ?? .overloaded("this program is being stopped", nil))
            }
    }

    /// Takes a place in the queue.
    /// - Returns: why there is none; nil when there is.
    private func queue(_ attempt: LoginThrottle.Attempt) -> Verdict? {
        state.withLock { state -> Verdict? in
            guard state.throttle.admits(attempt) else { return .throttled }
            guard state.waiting < maximumWaiting else {
                return .overloaded("too many logins wait to be checked", state.throttle.overloaded(attempt))
            }
            state.waiting += 1
            return nil
        }
    }

    private func hash(_ password: [UInt8], _ attempt: LoginThrottle.Attempt, _ charger: ChargerID) -> Verdict {
        defer { state.withLock { $0.waiting -= 1 } }
        // Others of the same kind may have failed while it waited.
        guard state.withLock({ $0.throttle.admits(attempt) }) else { return .throttled }
        let kept: PasswordHash?
        do {
            kept = try book.hash(for: charger)
        } catch {
            return unreadable(attempt)
        }
        // A station that is not known takes as long as one that is, so that the time does not tell which there are.
        let isRight = Self.spellings(of: password).contains { (kept ?? stranger).matches($0) }
        guard let kept else { return fail(.unknownCharger, attempt, isSeen: true) }
        guard isRight else { return fail(.wrongPassword, attempt, isSeen: true) }
        state.withLock { $0.remembered.remember(charger, password: password, hash: kept) }
        return .passed
    }

    private func fail(_ failure: LoginFailure, _ attempt: LoginThrottle.Attempt, isSeen: Bool = false) -> Verdict {
        state.withLock { state in
            guard isSeen || state.throttle.admits(attempt) else { return .throttled }
            return .failed(failure, state.throttle.failed(attempt))
        }
    }

    private func unreadable(_ attempt: LoginThrottle.Attempt) -> Verdict {
        .overloaded(
            "the password of the charging station cannot be read", state.withLock { $0.throttle.overloaded(attempt) })
    }

    /// What the hash may have been made of: the password as it was sent, or the hexadecimal digits that it is the bytes of.
    ///
    /// An AuthorizationKey of 1.6 is set as hexadecimal digits, and stations differ in what they send: the digits, or the
    /// bytes that they stand for.
    private static func spellings(of password: [UInt8]) -> [[UInt8]] {
        guard password.contains(where: { !(0x20...0x7E).contains($0) }) else { return [password] }
        let digits = ["0123456789abcdef", "0123456789ABCDEF"].map { Array($0.utf8) }
        return [password] + digits.map { digits in password.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] } }
    }

    private static func noise(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max) }
    }
}

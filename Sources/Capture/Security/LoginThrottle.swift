import OCPP

/// Limits failed logins, so that nobody can try passwords, keep the processor busy or fill the disk. Knows no clock: whoever
/// uses it ends each window.
///
/// Failures are counted per address and station, and per address. What is refused for the first limit does not count towards
/// the second: one station with a wrong password does not lock the others of its site out.
struct LoginThrottle: Sendable {
    /// What is borne within one window, a minute.
    struct Limits: Sendable, Hashable {
        /// Failures of one station from one address.
        var failuresPerStation = 5
        /// Failures from one address.
        var failuresPerAddress = 60
        /// So many stations, and so many addresses, are counted; whoever fails besides is refused unseen.
        var capacity = 20_000
        /// So many logins that there was no time for are told one by one.
        var toldOverloads = 20
    }

    /// Who tries to log in.
    struct Attempt: Sendable, Hashable {
        /// As ``LoginAddress`` has it.
        var address: String
        var charger: ChargerID

        init(address: String, charger: ChargerID) {
            self.address = address
            self.charger = charger.bounded
        }
    }

    /// Why an attempt is refused without a look at its password.
    enum Reason: Sendable, Hashable {
        case station, address, capacity, overload
    }

    /// Attempts that were refused unseen and that the log does not know of yet.
    struct Untold: Sendable, Hashable {
        /// The first of them.
        var attempt: Attempt
        var reason: Reason
        var count: Int
    }

    /// What there is to tell of a failure.
    struct Failure: Sendable, Hashable {
        /// How many attempts of that station were refused unseen before.
        var untold: Int
        /// Whether it is the first of a window, which ends a minute later.
        var opensWindow: Bool
    }

    private struct Count {
        var failures = 0
        var untold: Untold?
    }

    private let limits: Limits
    private var isOpen = false
    private var stations: [Attempt: Count] = [:]
    private var addresses: [String: Count] = [:]
    private var others = Count()
    private var overloads = Count()

    init(_ limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Whether an attempt is looked at. It does not count yet: it may be right.
    mutating func admits(_ attempt: Attempt) -> Bool {
        let (station, address) = (stations[attempt], addresses[attempt.address])
        if let station, station.failures >= limits.failuresPerStation {
            Self.add(attempt, .station, to: &stations[attempt, default: Count()])
        } else if let address, address.failures >= limits.failuresPerAddress {
            Self.add(attempt, .address, to: &addresses[attempt.address, default: Count()])
        } else if !hasRoom(for: attempt) {
            Self.add(attempt, .capacity, to: &others)
        } else {
            return true
        }
        return false
    }

    /// An attempt was wrong.
    mutating func failed(_ attempt: Attempt) -> Failure {
        let opensWindow = open()
        guard hasRoom(for: attempt) else { return Failure(untold: 0, opensWindow: opensWindow) }
        stations[attempt, default: Count()].failures += 1
        addresses[attempt.address, default: Count()].failures += 1
        let untold = stations[attempt]?.untold?.count ?? 0
        stations[attempt]?.untold = nil
        return Failure(untold: untold, opensWindow: opensWindow)
    }

    /// There was no time for an attempt.
    /// - Returns: nil when it is not told one by one any more.
    mutating func overloaded(_ attempt: Attempt) -> Failure? {
        let opensWindow = open()
        overloads.failures += 1
        guard overloads.failures > limits.toldOverloads else { return Failure(untold: 0, opensWindow: opensWindow) }
        Self.add(attempt, .overload, to: &overloads)
        return nil
    }

    /// A window is over.
    /// - Returns: what was refused in it unseen and is not told yet.
    mutating func endWindow() -> [Untold] {
        let counts = Array(stations.values) + Array(addresses.values) + [others, overloads]
        self = LoginThrottle(limits)
        return counts.compactMap(\.untold)
    }

    private mutating func open() -> Bool {
        defer { isOpen = true }
        return !isOpen
    }

    private func hasRoom(for attempt: Attempt) -> Bool {
        (stations[attempt] != nil || stations.count < limits.capacity)
            && (addresses[attempt.address] != nil || addresses.count < limits.capacity)
    }

    private static func add(_ attempt: Attempt, _ reason: Reason, to count: inout Count) {
        var untold = count.untold ?? Untold(attempt: attempt, reason: reason, count: 0)
        untold.count += 1
        count.untold = untold
    }
}

extension ChargerID {
    /// So much of an identity that no table grows by its length.
    var bounded: ChargerID {
        guard rawValue.utf8.count > ControllerHandshake.longestIdentity else { return self }
        return ChargerID(String(decoding: rawValue.utf8.prefix(ControllerHandshake.longestIdentity), as: UTF8.self))
    }
}

public import OCPP

/// How a part of the program is doing; the worse is the greater.
public enum HealthStatus: String, Sendable, Hashable, CaseIterable, Comparable {
    /// It does what it is there for.
    case ok
    /// It works, but not as it should: somebody ought to look.
    case degraded
    /// It does not do what it is there for.
    case failing

    /// Better is less.
    public static func < (a: HealthStatus, b: HealthStatus) -> Bool {
        a.severity < b.severity
    }

    /// 0 when all is well, 2 at the worst.
    public var severity: Int {
        switch self {
        case .ok: 0
        case .degraded: 1
        case .failing: 2
        }
    }
}

/// How one part is doing, in words.
public struct HealthCheck: Sendable, Hashable {
    /// The part, as a word for machines: `recorder`, `store`, `ocpp_port`.
    public var name: String
    /// How it is doing.
    public var status: HealthStatus
    /// The same in a few words that "since 12:03" can follow: `recording has stopped`. No full stop, no payload.
    public var title: String
    /// What is behind it and what it means, in sentences; the last without its full stop. Holds no payload.
    public var detail: String
    /// When it began to be so; nil when it always was, or has no beginning.
    public var since: Timestamp?

    /// How one part is doing.
    public init(_ name: String, _ status: HealthStatus, title: String, detail: String, since: Timestamp? = nil) {
        self.name = name
        self.status = status
        self.title = title
        self.detail = detail
        self.since = since
    }
}

/// A part of the program that can say how it is doing.
public protocol HealthSource: Sendable {
    /// How it is doing now. Returns at once: it waits for no disk and no network.
    func healthChecks() -> [HealthCheck]
}

/// How all parts are doing.
public struct HealthReport: Sendable, Hashable {
    /// In the order of their sources.
    public var checks: [HealthCheck]

    /// Asks every source.
    public init(of sources: [any HealthSource]) {
        checks = sources.flatMap { $0.healthChecks() }
    }

    /// That of the part that is worst off; `ok` when there is none.
    public var status: HealthStatus { checks.map(\.status).max() ?? .ok }

    /// The parts that are not as they should be, the worst first.
    public var troubles: [HealthCheck] {
        HealthStatus.allCases.reversed().filter { $0 != .ok }.flatMap { status in checks.filter { $0.status == status }
        }
    }
}

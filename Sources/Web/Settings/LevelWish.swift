import OCPP

/// What the form of a site offers: a level, and how long it is in force before the configured one returns.
enum LevelWish: String, CaseIterable, Sendable {
    case none
    case info
    case debugForAnHour = "debug-1h"
    case debugForADay = "debug-24h"
    case debugForAWeek = "debug-7d"
    case debug
    /// Back to what the configuration file says.
    case configured

    /// The level that is set; nil: the configured one returns.
    var level: Level? {
        switch self {
        case .none: Level.none
        case .info: .info
        case .debugForAnHour, .debugForADay, .debugForAWeek, .debug: .debug
        case .configured: nil
        }
    }

    /// How long; nil: until it is changed.
    var length: Duration? {
        switch self {
        case .debugForAnHour: .seconds(3_600)
        case .debugForADay: .seconds(86_400)
        case .debugForAWeek: .seconds(7 * 86_400)
        case .none, .info, .debug, .configured: nil
        }
    }

    /// - Parameter level: what the configuration file says.
    func label(configured level: Level) -> String {
        switch self {
        case .none: "No Logs"
        case .info: "Info"
        case .debugForAnHour: "Debug for 1 hour"
        case .debugForADay: "Debug for 24 hours"
        case .debugForAWeek: "Debug for 7 days"
        case .debug: "Debug, until changed"
        case .configured: "As configured (\(Self.words(level)))"
        }
    }

    /// A level as people call it.
    static func words(_ level: Level) -> String {
        switch level {
        case .none: "No Logs"
        case .info: "Info"
        case .debug: "Debug"
        }
    }
}

import Logging
import OCPP
import OCPPLog
import Synchronization
import TestSupport

@testable import EmbeddedStore

extension EmbeddedStore {
    /// A store whose segments are so small that a few entries fill many of them.
    static func small(
        _ path: String, origin: UInt32 = 7, entriesPerSegment: Int = 4, entriesPerBlock: Int = 2,
        clock: SetClock = SetClock(), retention: Retention = Retention(), logger: Logger = .silent
    ) throws -> EmbeddedStore {
        var settings = StoreSettings(now: clock.now)
        settings.entriesPerSegment = entriesPerSegment
        settings.entriesPerBlock = entriesPerBlock
        settings.directImport = entriesPerSegment
        settings.retention = retention
        return try open(directory: path, newOrigin: { origin }, settings: settings, logger: logger)
    }

    /// A store as the program opens it.
    static func usual(_ path: String, origin: UInt32 = 7, clock: SetClock = SetClock()) throws -> EmbeddedStore {
        try open(directory: path, newOrigin: { origin }, now: clock.now, logger: .silent)
    }

    /// The file that is written to.
    var activeFile: MonthFile {
        get throws { try writer.writeNow { $0.active } }
    }
}

/// A time of day that stands still until it is set.
final class SetClock: Sendable {
    private let moment: Mutex<Timestamp>

    /// Without a moment: in November 2026, the month of the file `log-2026-11.sqlite`.
    init(_ moment: Timestamp = .at(0)) {
        self.moment = Mutex(moment)
    }

    var now: @Sendable () -> Timestamp {
        { self.moment.withLock { $0 } }
    }

    func set(_ moment: Timestamp) {
        self.moment.withLock { $0 = moment }
    }
}

extension Logger {
    /// Says nothing.
    static let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
}

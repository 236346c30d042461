import Logging
import OCPPLog

@testable import EmbeddedStore

extension EmbeddedStore {
    /// A store whose runs are so short that a few entries fill many of them.
    static func small(_ path: String, origin: UInt32 = 7, runLength: Int64 = 4) throws -> EmbeddedStore {
        try open(directory: path, newOrigin: { origin }, logger: .silent, runLength: runLength)
    }

    /// A store as the program opens it.
    static func usual(_ path: String, origin: UInt32 = 7) throws -> EmbeddedStore {
        try open(directory: path, newOrigin: { origin }, logger: .silent)
    }
}

extension Logger {
    /// Says nothing.
    static let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
}

import Foundation

/// Which processor each part of a run has. The worker of the proxy has one to itself, the load shares the other.
enum Processors {
    static let proxy: Int32 = 0
    static let load = Int32(min(1, ProcessInfo.processInfo.processorCount - 1))
}

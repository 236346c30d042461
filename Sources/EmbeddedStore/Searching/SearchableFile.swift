import OCPPLog

/// One file of a store as it was at one moment.
protocol SearchableFile: Sendable {
    associatedtype Source: BlockSource, FilterSource
    var segments: [LoadedSegment] { get }
    /// The runs of both hot tables.
    var runs: [HotRun] { get }
    /// Reads the file on a connection that nobody else uses meanwhile, on a thread that may wait.
    func read<Value: Sendable>(_ body: @Sendable (Source) throws -> Value) async throws -> Value
}

/// A bound for work that could take long.
enum TimeLimit {
    /// Does some work, which is cancelled when it takes longer.
    /// - Throws: the problem `timeout` then, and what the work throws.
    static func within<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                throw WebProblem.timeout
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}

import Synchronization

/// Work that several tasks share.
final class JobQueue<Job: Sendable>: Sendable {
    private let jobs: [Job]
    private let taken = Mutex(0)

    init(_ jobs: [Job]) {
        self.jobs = jobs
    }

    func next() -> Job? {
        taken.withLock { taken in
            guard taken < jobs.count else { return nil }
            defer { taken += 1 }
            return jobs[taken]
        }
    }
}

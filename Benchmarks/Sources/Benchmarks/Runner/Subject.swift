/// One way to do a piece of work: ours or a peer's.
///
/// The work returns a number that its result depends on: that keeps the compiler from leaving the work out, and tells whether
/// two subjects found the same.
struct Subject {
    enum Work {
        /// Work without preparations.
        case plain(() -> Int)
        /// Work that says itself which part of it is measured.
        case staged((inout Stopwatch) async throws -> Int)
    }

    /// What the row of the table says.
    var name: String
    /// Whether the number must be that of the other subjects. Not so for one that does less.
    var mustAgree: Bool
    var work: Work

    init(_ name: String, mustAgree: Bool = true, plain: @escaping () -> Int) {
        self.name = name
        self.mustAgree = mustAgree
        work = .plain(plain)
    }

    init(_ name: String, mustAgree: Bool = true, staged: @escaping (inout Stopwatch) async throws -> Int) {
        self.name = name
        self.mustAgree = mustAgree
        work = .staged(staged)
    }

    /// Does the work once, and lets the watch run meanwhile.
    func run(_ watch: inout Stopwatch) async throws -> Int {
        switch work {
        case .plain(let work):
            watch.start()
            defer { watch.stop() }
            return work()
        case .staged(let work):
            return try await work(&watch)
        }
    }
}

/// Asks again and again for a fact that nobody tells of, such as a counter. The test's own time limit ends the waiting.
func eventually(_ fact: () -> Bool) async throws {
    while !fact() {
        try await Task.sleep(for: .milliseconds(2))
    }
}

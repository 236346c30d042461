/// The parts of a run. Each makes its data when it is its turn.
enum Suite: String, CaseIterable {
    case reading, pairing, recording, matching, parsing, storing, searching

    func comparisons() async throws -> [Comparison] {
        switch self {
        case .reading, .pairing, .matching, .parsing: try plainComparisons()
        case .recording: Recording.comparisons()
        case .storing: Storing.comparisons()
        case .searching: try await Searching.comparisons()
        }
    }

    /// The comparisons of a suite that does plain work only; none of the others.
    func plainComparisons() throws -> [Comparison] {
        switch self {
        case .reading: try FrameReading.comparisons()
        case .pairing: Pairing.comparisons()
        case .matching: try Matching.comparisons()
        case .parsing: Parsing.comparisons()
        case .recording, .storing, .searching: []
        }
    }
}

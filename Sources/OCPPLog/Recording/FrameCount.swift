/// A number of frames in words: `1 frame`, `1,204 frames`.
enum FrameCount {
    static func words(_ frames: Int) -> String {
        frames == 1 ? "1 frame" : "\(grouped(frames)) frames"
    }

    /// `1 frame is missing`, `1,204 frames are missing`.
    static func missing(_ frames: Int) -> String {
        "\(words(frames)) \(frames == 1 ? "is" : "are") missing"
    }

    /// The digits in groups of three.
    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text.append(",") }
            text.append(digit.element)
        }
    }
}

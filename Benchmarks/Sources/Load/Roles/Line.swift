import Glibc

/// What the processes of a run tell each other: a line of `name=number` words.
enum Line {
    /// Writes a line to the standard output, at once.
    static func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    /// The numbers of a line by their names.
    static func numbers(_ line: String) -> [String: Int] {
        let words = line.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1) }
        return words.reduce(into: [:]) { numbers, word in
            if word.count == 2, let number = Int(word[1]) { numbers[String(word[0])] = number }
        }
    }
}

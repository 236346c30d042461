/// The beginning of a file, in which words are looked for.
struct HeadText {
    private let scanner: LineScanner

    init(_ head: ArraySlice<UInt8>) {
        scanner = LineScanner(Array(head), 0..<head.count)
    }

    /// Whether a text stands there.
    func has(_ text: StaticString) -> Bool {
        scanner.place(of: text) != nil
    }
}

/// The beginning of a file, in which words are looked for.
struct HeadText {
    private let head: ArraySlice<UInt8>

    init(_ head: ArraySlice<UInt8>) {
        self.head = head
    }

    /// Whether a text stands there.
    func has(_ text: StaticString) -> Bool {
        ByteSearch.contains(text, in: head)
    }
}

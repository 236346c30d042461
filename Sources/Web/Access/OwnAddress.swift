/// An address to go to after a form: one of ours, whatever the request said.
enum OwnAddress {
    /// The address where it is a path of ours, else another one.
    ///
    /// Browsers read `//host` and `/\host` as another server, and leave out tabs and ends of lines that stand between.
    static func of(_ text: String?, else other: String) -> String {
        guard let text, text.utf8.count <= 4_096, text.utf8.first == UInt8(ascii: "/"),
            text.utf8.dropFirst().first != UInt8(ascii: "/"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return other }
        return text
    }
}

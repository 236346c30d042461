/// Says of each entry what rules find in it, in the order of recording. It remembers what was before, within bounds of its own.
///
/// What it finds is written with the entry (``Entry/findings``). It never fails: who finds nothing says nothing.
public protocol EntryExaminer: Sendable {
    /// Looks at the next entry.
    /// - Returns: the codes of the rules that found something, each once, in the order of the rules.
    mutating func findings(of entry: Entry) -> [String]
}

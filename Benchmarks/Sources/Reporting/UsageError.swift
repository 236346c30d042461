/// A command line that cannot be understood.
public struct UsageError: Error, CustomStringConvertible {
    /// What is wrong.
    public var description: String

    /// An error with a sentence.
    public init(_ description: String) {
        self.description = description
    }
}

/// Why a store cannot do what it was asked: a code for machines, a sentence for people, a cause for operators.
public struct StoreError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is; the raw values stand in logs and JSON.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The data were written by a newer version of this program.
        case newerVersion = "newer_version"
        /// Another process writes to these data.
        case locked
        /// The data directory cannot be created, read or written.
        case unwritable
        /// The disk or the quota is full.
        case full
        /// The files are there and cannot be understood.
        case corrupt
        /// A batch has a sequence number that is not higher than the last one.
        case notRising = "not_rising"
        /// The store was closed.
        case closed
        /// The storage technology reports something else; the cause says what.
        case failed
    }

    /// What kind of failure it is.
    public var code: Code
    /// What happened and what can be done, in one sentence without a full stop. Holds no payload.
    public var sentence: String
    /// What the storage technology said.
    public var cause: (any Error)?

    /// An error, with what lies behind it.
    public init(_ code: Code, _ sentence: String, cause: (any Error)? = nil) {
        self.code = code
        self.sentence = sentence
        self.cause = cause
    }

    /// The sentence alone: the cause is for operators.
    public var description: String { sentence }
}

extension StoreError {
    /// The numbers of a batch do not rise, or do not go on from the store's last one.
    public static func notRising(_ sequence: Int64, after last: Int64) -> StoreError {
        StoreError(.notRising, "entry number \(sequence) cannot be written after number \(last)")
    }
}

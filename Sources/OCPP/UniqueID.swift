/// The message id that ties a CALLRESULT or CALLERROR to its CALL (OCPP-J 1.6 §4.1.4: a string of up to 36 characters).
///
/// Some stations send a number instead of a string: then the text is the number as it was spelled.
public struct UniqueID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The id as text; of a number, its spelling.
    public let rawValue: String

    /// An id from its text.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// An id from its text.
    public init(_ text: String) {
        self.rawValue = text
    }

    /// The id as text.
    public var description: String { rawValue }
}

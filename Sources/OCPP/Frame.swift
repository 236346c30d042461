/// One OCPP-J message, read. The bytes stay where they are: a frame names ranges of them.
///
/// Reading cannot fail: what is not a frame is ``malformed(_:)``, a value like the others.
public enum Frame: Sendable, Hashable {
    case call(Call)
    case callResult(CallResult)
    case callError(CallError)
    /// 2.1 only.
    case callResultError(CallError)
    /// 2.1 only.
    case send(Call)
    case malformed(FrameProblem)

    /// `[2, uniqueID, action, payload]`, and a SEND, which begins with 6.
    public struct Call: Sendable, Hashable {
        /// Ties the answer to its request.
        public var uniqueID: UniqueID
        /// What is asked for.
        public var action: Action
        /// The bytes of the payload: an object or `null`.
        public var payload: Range<Int>
        /// What the log is searched by.
        public var fields: PayloadFields
    }

    /// `[3, uniqueID, payload]`.
    public struct CallResult: Sendable, Hashable {
        /// Ties the answer to its request.
        public var uniqueID: UniqueID
        /// The bytes of the payload: an object or `null`.
        public var payload: Range<Int>
        /// What the log is searched by.
        public var fields: PayloadFields
    }

    /// `[4, uniqueID, errorCode, errorDescription, errorDetails]`; 5 instead of 4 for a CALLRESULTERROR.
    public struct CallError: Sendable, Hashable {
        /// Ties the answer to its request.
        public var uniqueID: UniqueID
        /// What went wrong.
        public var code: ErrorCode
        /// Empty where a peer left it out.
        public var text: String
        /// The bytes of the details; nil where a peer left them out.
        public var details: Range<Int>?
    }
}

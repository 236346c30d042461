/// The code of a CALLERROR as it was sent, and what it means where the versions spell one meaning differently.
public struct ErrorCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The code as it was sent.
    public let rawValue: String

    /// A code from its text.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A code from its text.
    public init(_ text: String) {
        self.rawValue = text
    }

    /// The code as it was sent.
    public var description: String { rawValue }

    /// The receiver does not know the action.
    public static let notImplemented = ErrorCode("NotImplemented")
    /// The receiver knows the action and does not support it.
    public static let notSupported = ErrorCode("NotSupported")
    /// The receiver failed while it worked on the request.
    public static let internalError = ErrorCode("InternalError")
    /// The payload does not conform to the protocol.
    public static let protocolError = ErrorCode("ProtocolError")
    /// Security forbids the action now.
    public static let securityError = ErrorCode("SecurityError")
    /// The payload is syntactically wrong, as 1.6 spells it.
    public static let formationViolation = ErrorCode("FormationViolation")
    /// The payload is syntactically wrong, as 2.x spells it.
    public static let formatViolation = ErrorCode("FormatViolation")
    /// A field has a value that is not allowed.
    public static let propertyConstraintViolation = ErrorCode("PropertyConstraintViolation")
    /// A field is missing, or there too often.
    public static let occurrenceConstraintViolation = ErrorCode("OccurrenceConstraintViolation")
    /// A field has a value of another type.
    public static let typeConstraintViolation = ErrorCode("TypeConstraintViolation")
    /// Any other error.
    public static let genericError = ErrorCode("GenericError")
    /// The message type number is not known (2.0.1).
    public static let messageTypeNotSupported = ErrorCode("MessageTypeNotSupported")
    /// The message is no valid call (2.x).
    public static let rpcFrameworkError = ErrorCode("RpcFrameworkError")

    /// The code this one is a spelling of, and itself where there is only one spelling.
    ///
    /// 1.6 prints `OccurenceConstraintViolation` with one `r` and calls a `FormatViolation` a `FormationViolation`;
    /// implementations mix them (OCPP-J 1.6 §4.2.3 and errata, OCPP 2.0.1 Part 4 §4.3).
    public var canonical: ErrorCode {
        switch rawValue {
        case "OccurenceConstraintViolation": .occurrenceConstraintViolation
        case "FormationViolation": .formatViolation
        default: self
        }
    }

    /// Whether one of the versions defines this code, in any spelling.
    public var isStandard: Bool {
        Self.standard.contains(canonical)
    }

    private static let standard: Set<ErrorCode> = [
        .notImplemented, .notSupported, .internalError, .protocolError, .securityError, .formatViolation,
        .propertyConstraintViolation, .occurrenceConstraintViolation, .typeConstraintViolation, .genericError,
        .messageTypeNotSupported, .rpcFrameworkError,
    ]
}

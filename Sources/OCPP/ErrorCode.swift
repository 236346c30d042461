/// The code of a CALLERROR as it was sent, and what it means where the versions spell one meaning differently.
public struct ErrorCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A code from its text.
    public init(_ text: String) {
        self.rawValue = text
    }

    public var description: String { rawValue }

    public static let notImplemented = ErrorCode("NotImplemented")
    public static let notSupported = ErrorCode("NotSupported")
    public static let internalError = ErrorCode("InternalError")
    public static let protocolError = ErrorCode("ProtocolError")
    public static let securityError = ErrorCode("SecurityError")
    public static let formationViolation = ErrorCode("FormationViolation")
    public static let formatViolation = ErrorCode("FormatViolation")
    public static let propertyConstraintViolation = ErrorCode("PropertyConstraintViolation")
    public static let occurrenceConstraintViolation = ErrorCode("OccurrenceConstraintViolation")
    public static let typeConstraintViolation = ErrorCode("TypeConstraintViolation")
    public static let genericError = ErrorCode("GenericError")
    public static let messageTypeNotSupported = ErrorCode("MessageTypeNotSupported")
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

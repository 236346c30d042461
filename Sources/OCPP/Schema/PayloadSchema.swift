/// What the standard's JSON schema says of one message: the request or the response of an action in a version.
///
/// The facts are those of OCPP 1.6 with its security extension, OCPP 2.0.1 and OCPP 2.1. Those of a version are read
/// when the first of its messages is asked for, and kept; any thread may ask.
public struct PayloadSchema: Sendable {
    /// The version whose schema this is; never ``OCPPVersion/unknown``.
    public let version: OCPPVersion
    /// The action.
    public let action: Action
    /// Whether this is the schema of the request or of the response.
    public let side: PayloadSide

    let table: SchemaTable
    let object: Int

    /// The schema of a request (CALL, or SEND of 2.1); nil where the version does not have the action.
    ///
    /// An unknown version is taken for 1.6, as frames of it are (``OCPPVersion/reading``).
    public static func request(of action: Action, in version: OCPPVersion) -> PayloadSchema? {
        PayloadSchema(of: action, .request, in: version)
    }

    /// The schema of a response (CALLRESULT); nil where the version does not have the action, or does not answer it.
    ///
    /// An unknown version is taken for 1.6, as frames of it are (``OCPPVersion/reading``).
    public static func response(of action: Action, in version: OCPPVersion) -> PayloadSchema? {
        PayloadSchema(of: action, .response, in: version)
    }

    /// The schema of one side of an action; nil where there is none.
    public init?(of action: Action, _ side: PayloadSide, in version: OCPPVersion) {
        let table = SchemaTable.table(of: version)
        guard let object = table.messages[SchemaTable.Message(action: action, side: side)] else { return nil }
        self.version = table.version
        self.action = action
        self.side = side
        self.table = table
        self.object = object
    }
}

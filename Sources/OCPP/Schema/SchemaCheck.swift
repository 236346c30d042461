/// Checks a payload against the schema of its message.
public enum SchemaCheck {
    /// What is wrong with a payload, in the order in which it stands there; empty when it is as the schema wants it.
    ///
    /// A member that is missing comes where its object ends. A value of the wrong type is not looked into, and neither
    /// is the value of a member that the schema does not have. When the bytes are no JSON, the last problem says so,
    /// and what stood before the fault has been checked. Any bytes may be given; no input makes this fail.
    ///
    /// It is stricter than a validator of JSON schema in two things: a known member may not stand twice in one object,
    /// and `date-time` and `uri` are checked (RFC 3339 §5.6, RFC 3986 §3). Bounds, multiples and lengths are exact
    /// however a value is written.
    /// - Parameters:
    ///   - payload: the payload of a CALL, CALLRESULT or SEND alone, in UTF-8.
    ///   - schema: the schema of that message.
    ///   - limit: reading ends when so many problems are found.
    public static func problems(
        in payload: Span<UInt8>, against schema: PayloadSchema, limit: Int = 20
    ) -> [SchemaProblem] {
        guard limit > 0 else { return [] }
        var walk = SchemaWalk(table: schema.table, limit: limit)
        walk.read(payload, as: SchemaTable.Value(kind: .object, index: schema.object))
        return walk.problems
    }
}

public import OCPP

/// Queries for whole values, whatever characters they have.
extension Query {
    /// Entries whose field has one of these whole values: `*` in one stands for itself.
    public static func literal(_ field: Field, _ values: [String]) -> Query {
        .field(field, values.map { .glob(Glob(literal: $0)) })
    }

    /// Entries whose field has this whole value: `*` in it stands for itself.
    public static func literal(_ field: Field, _ value: String) -> Query { .literal(field, [value]) }

    /// The entries of a charging station; of those that share its identity too.
    public static func charger(_ charger: ChargerID) -> Query { .literal(.charger, charger.rawValue) }

    /// The entries of an action.
    public static func action(_ action: Action) -> Query { .literal(.action, action.rawValue) }
}

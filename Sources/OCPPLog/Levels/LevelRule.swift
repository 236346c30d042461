public import OCPP

/// Which level keeps what. A level is a set of actions; for TransactionEvent it looks at the content
/// (description page; mapping to 2.x: `info` keeps what 1.6 says with StartTransaction and StopTransaction).
public enum LevelRule {
    /// The lowest level that keeps a request. An action that no version knows is `debug`.
    public static func level(of action: Action, fields: PayloadFields) -> Level {
        guard let specification = action.specification else { return .debug }
        guard action == .transactionEvent else { return specification.level }
        return isPureMeterUpdate(fields) ? .debug : .info
    }

    /// Whether a site at `level` keeps an entry of this kind. What belongs to no action is kept at `info` and `debug`:
    /// malformed frames, orphans whose CALL is unknown, connections, gaps.
    public static func keeps(_ kind: EntryKind, action: Action?, actionLevel: Level, at level: Level) -> Bool {
        switch (level, kind) {
        case (.none, _): false
        case (_, .malformed), (_, .connection), (_, .gap): true
        case (_, .orphan) where action == nil: true
        case (_, .orphan), (_, .exchange), (_, .unanswered), (_, .send): actionLevel <= level
        }
    }

    private static func isPureMeterUpdate(_ fields: PayloadFields) -> Bool {
        guard fields.eventType != "Started", fields.eventType != "Ended" else { return false }
        return fields.triggerReason == "MeterValuePeriodic" || fields.triggerReason == "MeterValueClock"
    }
}

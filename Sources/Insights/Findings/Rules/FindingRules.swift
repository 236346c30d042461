/// Every rule: a line each, in the order in which the guide tells of them.
public enum FindingRules {
    /// The rules.
    public static let all: [any FindingRule.Type] = [
        CallErrorRule.self,
        NoAnswerRule.self,
        StatusTransitionRule.self,
        StartWithoutStopRule.self,
    ]

    /// The rule of a code; nil where none has it.
    public static func about(_ code: String) -> RuleAbout? { byCode[code] }

    private static let byCode = Dictionary(
        all.map { ($0.about.code, $0.about) }, uniquingKeysWith: { first, _ in first })
}

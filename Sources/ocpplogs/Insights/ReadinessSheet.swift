import Insights
import OCPP
import OCPPLog

/// The results of a readiness check for terminals: one station in full, or a line for each of many.
struct ReadinessSheet {
    let paint: Paint
    let zone: ShownZone

    /// One station, requirement by requirement.
    func text(_ result: ReadinessResult, _ profile: ReadinessProfile) -> String {
        var text = paint.bold("\(VisibleText.of(profile.title)): \(Self.name(result))") + "\n"
        if let span = result.span {
            text +=
                paint.dim(
                    "\(Amount.of(result.entries, "entry", "entries")), \(zone.dayAndMinute(span.lowerBound)) to "
                        + zone.dayAndMinute(span.upperBound)) + "\n"
        }
        let state = result.results.map { Self.state($0).count }.max() ?? 0
        let title = result.results.map(\.requirement.title.count).max() ?? 0
        for one in result.results {
            let word = Self.state(one).padded(to: state)
            text += "\(paint.tone(word, Self.tone(one)))  \(VisibleText.of(one.requirement.title).padded(to: title))  "
            text += VisibleText.of(one.detail) + evidence(one) + "\n"
        }
        return text + "\n" + summary(result) + "\n"
    }

    /// A line for each station; the icons stand in the order of the profile.
    func matrix(_ results: [ReadinessResult], _ profile: ReadinessProfile) -> String {
        let columns: [TextTable.Column] = [
            .init("charger"), .init("site"), .init("ready"), .init("passed", .right), .init("failed", .right),
            .init("requirements"),
        ]
        let rows = results.map { result in
            [
                VisibleText.of(result.station.charger.rawValue), VisibleText.of(result.station.site.rawValue),
                result.isReady ? "✓ yes" : "✕ no", "\(result.count(.passed))",
                "\(result.results.count(where: \.isFailure))",
                result.results.map(\.state.icon).joined(),
            ]
        }
        let legend = profile.requirements.enumerated().map { "\($0 + 1) \(VisibleText.of($1.title))" }.joined(
            separator: " · ")
        let states = RequirementState.allCases.map { "\($0.icon) \($0.words)" }.joined(separator: ", ")
        return paint.bold(VisibleText.of(profile.title)) + "\n" + TextTable(columns: columns, paint: paint).text(rows)
            + "\n" + paint.dim("From left to right: \(legend)") + "\n" + paint.dim(states) + "\n"
    }

    private func summary(_ result: ReadinessResult) -> String {
        let counts = RequirementState.allCases.compactMap { state in
            let count = result.count(state)
            return count == 0 ? nil : "\(count) \(state.words)"
        }
        let verdict = result.isReady ? paint.tone("✓ ready", .ok) : paint.tone("✕ not ready", .error)
        return "\(verdict): \(counts.joined(separator: ", "))"
    }

    private func evidence(_ one: RequirementResult) -> String {
        one.evidence.isEmpty ? "" : paint.dim("  [\(one.evidence.prefix(2).map(\.description).joined(separator: " "))]")
    }

    private static func state(_ one: RequirementResult) -> String {
        "\(one.state.icon) \(one.state.words)\(one.requirement.isRequired ? "" : " (optional)")"
    }

    private static func tone(_ one: RequirementResult) -> ResultMark.Tone {
        if one.state == .passed { return .ok }
        return one.isFailure ? .error : one.state == .notObservable ? .note : .warning
    }

    private static func name(_ result: ReadinessResult) -> String {
        let said = [result.boot?.vendor, result.boot?.model, result.boot?.firmware.map { "firmware \($0)" }]
            .compactMap(\.self).joined(separator: " ")
        return VisibleText.of(result.station.charger.rawValue + (said.isEmpty ? "" : " (\(said))"))
    }
}

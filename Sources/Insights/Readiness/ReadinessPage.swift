public import OCPP
import OCPPLog

/// The result of a readiness check as a page to send to the maker of a charging station: it stands alone and prints.
public struct ReadinessPage {
    private let profile: ReadinessProfile
    private let results: [ReadinessResult]
    private let made: Timestamp

    /// - Parameters:
    ///   - results: a part of the page for each charging station.
    ///   - made: now.
    public init(_ profile: ReadinessProfile, _ results: [ReadinessResult], made: Timestamp) {
        self.profile = profile
        self.results = results
        self.made = made
    }

    /// The page, in UTF-8.
    public func bytes() -> [UInt8] {
        var page = HTMLPage(title: "\(profile.title): readiness")
        page.element("h1", "\(profile.title): readiness")
        page.element("p", profile.about)
        page.element(
            "p", "Made on \(made.text(fractionDigits: 0)) from what was recorded. Times are UTC.", kind: "muted")
        if results.isEmpty { page.element("p", "No charging station had any entry.") }
        for result in results { append(result, to: &page) }
        page.element("h2", "What the states mean")
        page.table(
            "States", ["State", "Meaning"],
            [
                ["✓ passed", "It was seen and went well, at least every second time."],
                ["⊘ rejected", "It was tried, and the answer was no."],
                ["✕ error", "It was tried and an error came, or what was seen is against it."],
                ["⚠ no answer", "It was tried, and nobody answered."],
                ["○ not seen", "It was never seen, though it would have been recorded."],
                [
                    "∅ not observable at this level",
                    "The site was recorded at a level that leaves such messages out: nothing can be said.",
                ],
            ])
        page.end()
        return page.bytes
    }

    private func append(_ result: ReadinessResult, to page: inout HTMLPage) {
        page.element("h2", result.station.charger.rawValue)
        page.element(
            "p", result.isReady ? "✓ Every required one is met, as far as it can be observed" : "✕ Not ready",
            kind: "verdict \(result.isReady ? "ok" : "error")")
        page.markup("<dl>")
        let said = [result.boot?.vendor, result.boot?.model].compactMap(\.self).joined(separator: " ")
        let span = result.span.map {
            "\($0.lowerBound.text(fractionDigits: 0)) to \($0.upperBound.text(fractionDigits: 0))"
        }
        for (name, value) in [
            ("Maker and model", said), ("Firmware", result.boot?.firmware ?? ""),
            ("Site", result.station.site.rawValue),
            ("Looked at", "\(result.entries) entries\(span.map { ", \($0)" } ?? "")"),
        ] where !value.isEmpty {
            page.element("dt", name)
            page.element("dd", value)
        }
        page.markup("</dl>\n")
        page.table(
            "Requirements of \(result.station.charger.rawValue)", ["State", "Requirement", "What was seen", "Entries"],
            result.results.map { one in
                [
                    "\(one.state.icon) \(one.state.words)",
                    one.requirement.title + (one.requirement.isRequired ? "" : " (optional)"),
                    one.detail
                        + (one.requirement.why.isEmpty || one.state == .passed ? "" : ". \(one.requirement.why)"),
                    one.evidence.map(\.description).joined(separator: ", "),
                ]
            },
            kinds: { index in
                let one = result.results[index]
                return one.state == .passed ? "ok" : one.isFailure ? "error" : "note"
            })
    }
}

import Insights
import OCPP

/// The actions that a page offers to send to a station.
enum CallChoice {
    /// What only asks, and what a station may answer at any time. Everything else wants a second step.
    private static let harmless: Set<String> = ["TriggerMessage", "ExtendedTriggerMessage"]
    /// These ask too, and have the station send files to an address.
    private static let uploads: Set<String> = ["GetDiagnostics", "GetLog"]
    /// What the form begins with: it asks and changes nothing.
    static let first = Action("TriggerMessage")

    /// What a CSMS may send in a version, by name.
    static func actions(of version: OCPPVersion) -> [Action] {
        ActionSpecification.all
            .filter { $0.versions.contains(version.reading) && $0.requestedBy.contains(.csms) && $0.hasResponse }
            .map(\.action)
    }

    /// Whether what will be sent is shown once more before it is.
    static func needsConfirmation(_ action: Action) -> Bool {
        let name = action.rawValue
        return uploads.contains(name) || !(name.hasPrefix("Get") || harmless.contains(name))
    }

    /// A request to begin with, over several lines.
    static func example(of action: Action, in version: OCPPVersion, now: Timestamp) -> String {
        guard let schema = PayloadSchema.request(of: action, in: version) else { return "{}" }
        let text = SchemaExample.payload(of: schema, now: now)
        return PayloadLayout.text(Array(text.utf8))
    }

    /// What an action does, in a sentence; nil where nobody says.
    static func meaning(of action: Action) -> String? {
        Explanations.meanings(of: action.rawValue, kind: .action).first?.meaning
    }
}

import OCPP
import OCPPLog

/// Watches which keys a station names when its configuration is read (GetConfiguration, OCPP 1.6 §5.8).
struct SettingsObservation: RequirementObservation {
    private let keys: [String]
    private var missing: Set<String>
    private var evidence: [EntryID] = []
    private var failure: RequirementVerdict?
    private var isAsked = false

    init(_ keys: [String]) {
        self.keys = keys
        missing = Set(keys.map { $0.lowercased() })
    }

    let needsDebug = true

    mutating func look(at read: ReadEntry, _ findings: [Finding]) {
        guard read.action == .getConfiguration else { return }
        let id = read.entry.id
        if read.entry.kind == .unanswered {
            failure = RequirementVerdict(.noAnswer, "GetConfiguration was not answered", [id])
        } else if let error = read.entry.response?.error {
            failure = RequirementVerdict(.error, "GetConfiguration was answered with \(error.code.rawValue)", [id])
        }
        guard read.isAnswered else { return }
        isAsked = true
        let before = missing.count
        for setting in read.response.objects("configurationKey") {
            if let key = setting.text("key") { missing.remove(key.lowercased()) }
        }
        guard missing.count < before || evidence.isEmpty else { return }
        if evidence.count >= RequirementResult.mostEvidence { evidence.removeFirst() }
        evidence.append(id)
    }

    func verdict() -> RequirementVerdict {
        guard isAsked else {
            return failure ?? RequirementVerdict(.notSeen, "the configuration was not read (GetConfiguration)")
        }
        let left = keys.filter { missing.contains($0.lowercased()) }
        guard !left.isEmpty else {
            return RequirementVerdict(
                .passed, keys.count == 1 ? "it names \(keys[0])" : "it names all \(keys.count) keys", evidence)
        }
        return RequirementVerdict(.error, "the configuration does not name \(left.joined(separator: ", "))", evidence)
    }
}

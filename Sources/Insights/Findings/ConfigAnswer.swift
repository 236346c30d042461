import OCPP
import OCPPLog

/// What a station answered to one value that was set.
struct ConfigAnswer {
    /// The messages that set values.
    static let actions: Set<Action> = [.changeConfiguration, .setVariables]
    /// So many variables of one message are looked at.
    private static let most = 256

    /// The key of 1.6, or component and variable of 2.x, quoted where they are not plain.
    var name: String
    /// As it was spelled.
    var status: String
    /// Where the status stands.
    var pointer: String

    /// The answers of an exchange whose status is of some sort, in its order.
    static func all(in read: ReadEntry, where isWanted: (String) -> Bool) -> [ConfigAnswer] {
        if read.action == .changeConfiguration {
            guard let status = read.entry.answerStatus, isWanted(status) else { return [] }
            let name = Said.name(read.request.text("key") ?? "a key without a name")
            return [ConfigAnswer(name: name, status: status, pointer: "/response/status")]
        }
        return read.response.objects("setVariableResult").prefix(most).enumerated().compactMap { index, result in
            guard let status = result.text("attributeStatus"), isWanted(status) else { return nil }
            let component = Said.name(result.object("component").text("name") ?? "")
            let variable = Said.name(result.object("variable").text("name") ?? "")
            return ConfigAnswer(
                name: "\(component).\(variable)", status: status,
                pointer: "/response/setVariableResult/\(index)/attributeStatus")
        }
    }
}

import OCPP
import OCPPLog

/// Which setting of a charging station is meant: a key of 1.6, or component, variable and attribute of 2.x.
public struct SettingName: Sendable, Hashable, CustomStringConvertible {
    /// The attribute that is meant where none is named (OCPP 2.0.1 Part 2, AttributeEnumType).
    static let usualAttribute = "Actual"

    /// The component of 2.x; nil for a key of 1.6.
    public var component: String?
    /// One of several components of that name.
    public var componentInstance: String?
    /// The EVSE and connector of the component; nil where it belongs to the whole station.
    public var place: ConnectorKey?
    /// The key, or the name of the variable.
    public var name: String
    /// One of several variables of that name.
    public var instance: String?
    /// `Actual`, `Target`, `MinSet` or `MaxSet`; nil for a key of 1.6.
    public var attribute: String?

    /// So much of a name is kept; the schemas allow 50 characters.
    private static let longest = 100

    /// A key of 1.6.
    public init(key: String) {
        name = Setting.cut(key, Self.longest)
    }

    /// A variable of 2.x.
    /// - Parameter object: has `component` and `variable`.
    init(_ object: Members, attribute: String?) {
        func text(_ object: Members, _ name: String) -> String? {
            object.text(name).map { Setting.cut($0, Self.longest) }
        }
        let (component, variable) = (object.object("component"), object.object("variable"))
        let evse = component.object("evse")
        self.component = text(component, "name") ?? ""
        componentInstance = text(component, "instance")
        place = evse.isEmpty ? nil : ConnectorKey(evse: evse.integer("id"), connector: evse.integer("connectorId"))
        name = text(variable, "name") ?? ""
        instance = text(variable, "instance")
        self.attribute = attribute.map { Setting.cut($0, Self.longest) } ?? Self.usualAttribute
    }

    /// What names of the same setting have in common: names do not differ by case (`CiString`, `identifierString`).
    var identity: String {
        [component, componentInstance, place?.description, name, instance, attribute]
            .map { CaseFolding.fold($0 ?? "") }.joined(separator: "\u{0}")
    }

    /// `HeartbeatInterval`; `OCPPCommCtrlr.HeartbeatInterval`, with what tells it from others in brackets.
    public var description: String {
        func with(_ name: String, _ instance: String?) -> String { instance.map { "\(name)[\($0)]" } ?? name }
        var text = with(name, instance)
        if let component { text = "\(with(component, componentInstance)).\(text)" }
        if let place { text += " (\(place.words))" }
        if let attribute, attribute != Self.usualAttribute { text += " (\(attribute))" }
        return text
    }

    /// Whether a text is a part of it, in any case.
    public func contains(_ text: String) -> Bool {
        text.isEmpty || CaseFolding.fold(description).contains(CaseFolding.fold(text))
    }
}

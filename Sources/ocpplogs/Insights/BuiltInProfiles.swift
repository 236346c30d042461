/// The readiness profiles that need no file, as the YAML that their users copy and change.
enum BuiltInProfiles {
    /// By name, in the order in which they are offered.
    static let all: [(name: String, text: String)] = [
        ("core16", core16), ("integration16", integration16), ("core201", core201),
    ]
}

import ArgumentParser

/// How much of what surrounds a match is printed, as `grep` has it.
struct ContextOptions: ParsableArguments {
    @Option(
        name: [.customShort("A"), .customLong("after-context")], help: "So many entries that came after each match.")
    var afterCount: Int?

    @Option(name: [.customShort("B"), .customLong("before-context")], help: "So many entries that came before it.")
    var beforeCount: Int?

    @Option(name: [.customShort("C"), .customLong("context")], help: "So many of both.")
    var aroundCount: Int?

    @Option(help: "Whose entries surround it: charger, connector, tx (the transaction), site or all.")
    var scope = ContextScope.charger

    /// So many are enough to read, and to ask for each match.
    static let most = 1_000

    var before: Int { beforeCount ?? aroundCount ?? 0 }
    var after: Int { afterCount ?? aroundCount ?? 0 }
    var isWanted: Bool { before > 0 || after > 0 }

    func validate() throws {
        for count in [afterCount, beforeCount, aroundCount].compactMap(\.self) where !(0...Self.most).contains(count) {
            throw ValidationError("-A, -B and -C are numbers from 0 to \(Self.most)")
        }
    }
}

import Simulator

/// What goes wrong in a simulation, as it is given on the command line: `all`, `none`, or names with commas between them.
enum MishapList {
    /// - Throws: ``CommandFailure`` with the names that there are.
    static func read(_ text: String) throws(CommandFailure) -> Set<Mishap> {
        switch text {
        case "all": return Mishap.all
        case "none": return []
        default: break
        }
        var mishaps: Set<Mishap> = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let mishap = Mishap(rawValue: String(name)) else {
                throw CommandFailure.usage("--mishaps: '\(name)' is none; there are all, none, \(names)")
            }
            mishaps.insert(mishap)
        }
        return mishaps
    }

    static let names = Mishap.allCases.map(\.rawValue).joined(separator: ", ")
}

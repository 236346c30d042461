import ArgumentParser
import Simulator

/// What goes wrong in a simulation, as it is given on the command line: `all`, `none`, or names with commas between them.
struct MishapList: ExpressibleByArgument, CustomStringConvertible {
    var mishaps: Set<Mishap>
    var description: String

    static let all = MishapList(mishaps: Mishap.all, description: "all")

    private init(mishaps: Set<Mishap>, description: String) {
        self.mishaps = mishaps
        self.description = description
    }

    init?(argument: String) {
        description = argument
        switch argument {
        case "all": mishaps = Mishap.all
        case "none": mishaps = []
        default:
            let names = argument.split(separator: ",", omittingEmptySubsequences: false)
            let known = names.compactMap { Mishap(rawValue: String($0)) }
            guard known.count == names.count else { return nil }
            mishaps = Set(known)
        }
    }
}

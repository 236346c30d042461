import CLibFuzzer
import Foundation
import OCPP
import Synchronization
import TestSupport

/// Runs libFuzzer on one target, or writes the inputs it begins with. `scripts/fuzz` calls it.
///
///     Fuzz                              lists the targets
///     Fuzz seeds TARGET FOLDER [FILE…]  writes inputs; the files hold recorded frames, one JSON object a line
///     Fuzz TARGET …                     runs libFuzzer with its own options
@main
enum Main {
    static let target = Mutex<FuzzTarget?>(nil)

    static func main() throws {
        var arguments = CommandLine.arguments.dropFirst()
        guard let name = arguments.popFirst() else { return print(FuzzTarget.all.map(\.name).joined(separator: "\n")) }
        guard name != "seeds" else { return try writeSeeds(arguments) }
        guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
            return complain("there is no target \(name)")
        }
        Self.target.withLock { $0 = target }
        exit(run(Array(arguments)))
    }

    private static func run(_ options: [String]) -> Int32 {
        var words: [UnsafeMutablePointer<CChar>?] = ([CommandLine.arguments[0]] + options).map { strdup($0) } + [nil]
        var count = Int32(words.count - 1)
        return words.withUnsafeMutableBufferPointer { words in
            var start = words.baseAddress
            return LLVMFuzzerRunDriver(&count, &start) { data, size in
                let input = Array(UnsafeBufferPointer(start: data, count: size))
                if let broken = Main.target.withLock({ $0 })?.run(input) {
                    Main.complain("broken rule: \(broken)")
                    abort()
                }
                return 0
            }
        }
    }

    private static func writeSeeds(_ arguments: ArraySlice<String>) throws {
        guard arguments.count >= 2, let target = FuzzTarget.all.first(where: { $0.name == arguments.first }) else {
            return complain("seeds wants a target and a folder")
        }
        let folder = URL(filePath: arguments[arguments.startIndex + 1])
        var frames = FuzzTarget.madeUpFrames
        for path in arguments.dropFirst(2) {
            for line in try Data(contentsOf: URL(filePath: path)).split(separator: 0x0A) {
                guard let text = try JSONMembers(of: Array(line))["raw"]?.text else { continue }
                frames.append(Array(text.utf8))
            }
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (index, seed) in target.seeds(frames).enumerated() {
            try Data(seed).write(to: folder.appending(path: "seed-\(index)"))
        }
    }

    private static func complain(_ sentence: String) {
        FileHandle.standardError.write(Data("\(sentence)\n".utf8))
    }
}

/// libFuzzer asks for another input. Those that are JSON are changed by tokens half of the time, else as libFuzzer does it.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximum: Int, _ seed: UInt32) -> Int {
    guard seed & 1 == 0, let target = Main.target.withLock({ $0 }), target.grammar == .json else {
        return LLVMFuzzerMutate(data, size, maximum)
    }
    var mutator = Mutator(random: SeededGenerator(seed: UInt64(seed)))
    let input = Array(UnsafeBufferPointer(start: data, count: size))
    let output = mutator.mutated(input, target.grammar, limit: maximum)
    for (index, byte) in output.enumerated() { data[index] = byte }
    return output.count
}

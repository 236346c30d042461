/// A command could not do what it was asked: one message for people and an exit code for scripts.
struct CommandFailure: Error {
    /// Wrong use, configuration or query.
    static let usage: Int32 = 2
    /// The server or the network.
    static let server: Int32 = 4

    /// Empty when all is said already.
    var message: String
    var exitCode: Int32

    /// The message without the name of the program, for the program's log.
    var reason: String {
        message.hasPrefix("ocpplogs: ") ? String(message.dropFirst("ocpplogs: ".count)) : message
    }

    /// A mistake in options, configuration or query, named with its place.
    static func usage(_ message: String) -> CommandFailure {
        CommandFailure(message: "ocpplogs: \(message)", exitCode: usage)
    }

    /// Something outside failed: a port, a disk, the network.
    static func server(_ message: String) -> CommandFailure {
        CommandFailure(message: "ocpplogs: \(message)", exitCode: server)
    }

    /// All is said already; only the exit code is left.
    static func silent(_ exitCode: Int32) -> CommandFailure {
        CommandFailure(message: "", exitCode: exitCode)
    }
}

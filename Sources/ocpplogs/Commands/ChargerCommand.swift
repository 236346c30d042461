import ArgumentParser
import Capture
import Foundation
import Logging
import OCPP

/// `ocpplogs charger`: what this program knows of single charging stations.
struct ChargerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "charger", abstract: "Sets the passwords of charging stations.",
        discussion: """
            Examples:
              ocpplogs charger password CP-7 --generate
              ocpplogs charger password CP-7 --remove
            """,
        subcommands: [ChargerPasswordCommand.self])
}

/// `ocpplogs charger password ID`: sets, makes up or removes the password of one station.
struct ChargerPasswordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Sets the password that a charging station logs in with (HTTP Basic, security profiles 1 and 2).",
        discussion: """
            The password is read from the terminal, or from standard input; only its hash is kept. A running server takes \
            it at once.

            Examples:
              ocpplogs charger password CP-7
              ocpplogs charger password CP-7 --generate
              ocpplogs charger password CP-7 < password.txt
            """)

    @Argument(help: "The identity of the charging station.")
    var charger: String

    @Option(help: "The data directory of the server.")
    var data = Configuration.defaultData

    @Flag(help: "Make a password up and print it: 40 hexadecimal digits.")
    var generate = false

    @Flag(help: "Remove the password: the station cannot log in any more.")
    var remove = false

    func validate() throws {
        guard !(generate && remove) else { throw ValidationError("--generate and --remove exclude each other") }
        guard charger.contains(where: { !$0.isWhitespace }), !charger.contains(":") else {
            throw ValidationError("an identity that logs in is not empty and holds no colon")
        }
    }

    func run() throws {
        let directory = DataDirectory(path: data)
        guard directory.exists else {
            throw CommandFailure.usage("there is no data directory \(data); --data names the one of the server")
        }
        // What is wrong is an error of this command here.
        let silent = Logger(label: "ocpplogs") { _ in SwiftLogNoOpLogHandler() }
        let file = PasswordFile(directory: directory, logger: silent)
        var random = SystemRandomNumberGenerator()
        try directory.whileLocked(PasswordFile.fileName) {
            var hashes = try file.current()
            if remove {
                guard hashes.removeValue(forKey: ChargerID(charger)) != nil else {
                    throw CommandFailure.usage("\(charger) has no password in \(data)")
                }
            } else {
                let password = try generate ? Self.made(using: &random) : Self.typed()
                hashes[ChargerID(charger)] = try PasswordHash(of: password, using: &random)
                if generate { Terminal.print(String(decoding: password, as: UTF8.self)) }
            }
            try file.keep(hashes)
        }
        let what = remove ? "removed from" : "set in"
        Terminal.printError("the password of \(charger) is \(what) \(directory.path(PasswordFile.fileName))")
    }

    /// 20 random bytes as hexadecimal digits: the longest AuthorizationKey of 1.6 (security whitepaper, 2.3).
    private static func made(using random: inout some RandomNumberGenerator) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return (0..<40).map { _ in digits.randomElement(using: &random) ?? 0x30 }
    }

    /// A password typed twice on a terminal, where it is not shown, or the first line of standard input.
    private static func typed() throws -> [UInt8] {
        guard isatty(STDIN_FILENO) == 1 else {
            let line = readLine(strippingNewline: true) ?? ""
            return try checked(Array(line.utf8))
        }
        let first = try asked("Password: ")
        guard try asked("Once more: ") == first else { throw CommandFailure.usage("the two passwords differ") }
        return try checked(first)
    }

    private static func asked(_ prompt: String) throws -> [UInt8] {
        guard let typed = getpass(prompt) else {
            throw CommandFailure.usage("the terminal cannot be read; give the password on standard input")
        }
        return Array(UnsafeBufferPointer(start: typed, count: strlen(typed))).map { UInt8(bitPattern: $0) }
    }

    private static func checked(_ password: [UInt8]) throws -> [UInt8] {
        guard !password.isEmpty else { throw CommandFailure.usage("the password is empty") }
        if password.count < 16 {
            Terminal.printError("this password is short: OCPP wants 16 characters at least")
        }
        return password
    }
}

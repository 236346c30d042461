import Foundation
import TestSupport
import Testing

@testable import ocpplogs

/// Programs that alerts are told to.
@Suite(.timeLimit(.minutes(1)))
struct ChildProcessTests {
    private func ending(
        _ script: String, _ arguments: [String] = [], input: String = "", within limit: Duration = .seconds(30)
    ) async throws -> ChildProcess.Ending {
        let process = try ChildProcess(["/bin/sh", "-c", script, "sh"] + arguments, input: Array(input.utf8))
        return await process.ending(within: limit)
    }

    @Test func itsExitCodeIsTold() async throws {
        let (zero, seven) = (try await ending("exit 0"), try await ending("exit 7"))
        #expect(zero == .exited(0))
        #expect(seven == .exited(7))
    }

    @Test func itGetsTheInputAndItsArgumentsAsTheyAre() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.url.appending(path: "out").path
        let argument = "a b; $(touch x) 'c'"
        let ended = try await ending(#"cat > "$1"; printf %s "$2" >> "$1""#, [path, argument], input: "{}\n")
        #expect(ended == .exited(0))
        let written = try String(contentsOfFile: path, encoding: .utf8)
        #expect(written == "{}\n" + argument)
    }

    @Test func oneThatReadsNothingIsNoTrouble() async throws {
        let ended = try await ending("exit 3", input: String(repeating: "x", count: 1 << 20))
        #expect(ended == .exited(3))
    }

    @Test func whatTakesTooLongIsEnded() async throws {
        let ended = try await ending("sleep 600", within: .milliseconds(50))
        #expect(ended == .overdue)
    }

    @Test func whatNobodyWaitsForAnyMoreIsEndedWithAllThatItStarted() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.url.appending(path: "pid").path
        let script = #"sleep 600 & echo $! > "$1.part"; mv "$1.part" "$1"; wait"#
        let waiting = Task { try await ending(script, [path], within: .seconds(600)) }
        var text: String?
        while text == nil {
            text = try? String(contentsOfFile: path, encoding: .utf8)
            await Task.yield()
        }
        let child = try #require(pid_t((text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(Self.isAlive(child))
        waiting.cancel()
        let ended = try await waiting.value
        #expect(ended == .overdue)
        while Self.isAlive(child) { await Task.yield() }
    }

    private static func isAlive(_ process: pid_t) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return !stat.contains(") Z")
    }

    @Test func itHasNoFilesOfOursAndNoSignalIsIgnored() async throws {
        signal(SIGPIPE, SIG_IGN)
        let file = fcntl(STDERR_FILENO, F_DUPFD, 100)
        #expect(file >= 100)
        defer { close(file) }
        let files = try await ending("for f in /proc/$$/fd/*; do [ ${f##*/} -lt 100 ] || exit 9; done")
        #expect(files == .exited(0))
        // The C library keeps signals 32 and 33 to itself, and some of its versions leave them ignored.
        let signals = try await ending(#"grep -Eq '^SigIgn:\s*0*(180000000)?$' /proc/$$/status"#)
        #expect(signals == .exited(0))
    }

    @Test func aSignalIsTold() async throws {
        let ended = try await ending("kill -TERM $$")
        #expect(ended == .signalled(SIGTERM))
    }

    @Test func whatIsNoProgramIsAFailureWithTheWordsOfTheSystem() {
        let failure = #expect(throws: ChildProcess.Failure.self) {
            try ChildProcess(["/nowhere/program"], input: [])
        }
        #expect(failure?.reason == "No such file or directory")
    }
}

import Foundation

/// PostgreSQL with a cluster of its own: one table, seven b-trees. Only what its backend uses counts, not the client.
struct PostgreSQL {
    private let options: Options
    private let directory: String
    private let programs: String

    init(_ options: Options, directory: String) throws {
        self.options = options
        self.directory = directory
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        guard let newest = versions.max(by: { (Int($0) ?? 0) < (Int($1) ?? 0) }) else {
            throw Failure("there is no PostgreSQL in \(root)")
        }
        programs = "\(root)/\(newest)/bin"
    }

    func run(loads: Bool) async throws -> Outcome {
        if loads { try makeCluster() }
        try control("-w", "-l", "\(directory)/server.log", "start")
        defer { try? control("-w", "-m", "fast", "stop") }
        var outcome = Outcome()
        let client = try Client(command("psql") + ["-XqAt", "-h", directory, "-d", "postgres"])
        if loads { outcome.load = try load(client) }
        let landmarks = Landmarks(entries: options.entries)
        for question in Question.allCases {
            let statements = SQLDialect.postgresql.statements(question, landmarks)
            let answer = try await Repetition.ask(question, runs: options.runs) {
                let begun = client.cpu
                var hits = 0
                for statement in statements {
                    let lines = try client.run(statement + ";")
                    hits += question.isCount ? lines.compactMap { Int($0) }.reduce(0, +) : lines.count
                }
                return (hits, client.cpu - begun)
            }
            outcome.answers.append(answer)
        }
        return outcome
    }

    private func load(_ client: Client) throws -> Outcome.Load {
        _ = try client.run(Self.table)
        let (cpu, wall) = (client.cpu, Usage.wall)
        let generator = ([Command.executable, "tsv"] + options.traffic).joined(separator: " ")
        _ = try client.run("\\copy log FROM PROGRAM '\(generator)'")
        let spent = client.cpu - cpu
        _ = try client.run("VACUUM ANALYZE log; CHECKPOINT;")
        let lines = try client.run("SELECT count(*) FROM log; SELECT pg_total_relation_size('log');")
        guard lines.count == 2, Int(lines[0]) == options.entries, let disk = Int(lines[1]) else {
            throw Failure("PostgreSQL has not taken all entries: \(lines)")
        }
        return Outcome.Load(entries: options.entries, cpu: spent, wall: Usage.wall - wall, disk: disk)
    }

    private func makeCluster() throws {
        try Files.make(directory)
        if getuid() == 0 { try Command(["chown", "postgres", directory]).output() }
        try Command(command("initdb") + ["-D", "\(directory)/data", "-A", "trust", "-E", "UTF8", "--locale=C"]).output()
        let settings = """
            listen_addresses = ''
            unix_socket_directories = '\(directory)'
            shared_buffers = 256MB
            wal_level = minimal
            max_wal_senders = 0
            max_wal_size = 2GB
            jit = off
            max_parallel_workers_per_gather = 0

            """
        let file = try FileHandle(forWritingTo: URL(filePath: "\(directory)/data/postgresql.conf"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(settings.utf8))
        try file.close()
    }

    private func control(_ arguments: String...) throws {
        // A server would keep open what it has from its parent, which would wait for its end.
        let script = #"for file in /proc/$$/fd/*; do n=${file##*/}; ((n > 2)) && exec {n}>&-; done; "$@" > /dev/null"#
        let command = command("pg_ctl") + ["-D", "\(directory)/data"] + arguments
        try Command(["bash", "-c", script, "bash"] + command).output()
    }

    /// It refuses to run as root.
    private func command(_ program: String) -> [String] {
        let path = program == "psql" ? program : "\(programs)/\(program)"
        return getuid() == 0 && program != "psql" ? ["runuser", "-u", "postgres", "--", path] : [path] + user(program)
    }

    private func user(_ program: String) -> [String] {
        program == "psql" && getuid() == 0 ? ["-U", "postgres"] : []
    }

    private static let table = """
        CREATE TABLE log (
            seq bigint PRIMARY KEY, datetime bigint, site_id text, charger_id text, connection bigint, source text,
            kind text, version text, level text, action text, connector_id int, evse_id int, status text,
            error_code text, transaction_id text, id_tag text, unique_id text, latency bigint, request text,
            response text);
        CREATE INDEX by_time ON log (datetime);
        CREATE INDEX by_charger ON log (charger_id, datetime);
        CREATE INDEX by_site ON log (site_id, datetime);
        CREATE INDEX by_action ON log (action, datetime);
        CREATE INDEX by_transaction ON log (transaction_id) WHERE transaction_id IS NOT NULL;
        CREATE INDEX by_id_tag ON log (id_tag) WHERE id_tag IS NOT NULL;
        CREATE INDEX by_unique_id ON log (unique_id);
        """
}

/// A `psql` that stays open, and the backend that works for it.
private final class Client {
    private static let end = "@end@"
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread = Data()
    private var backend = 0

    init(_ command: [String]) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        backend = try run("SELECT pg_backend_pid();").first.flatMap { Int($0) } ?? 0
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Seconds of the processor of the backend.
    var cpu: Double { Usage.cpu(of: backend) }

    /// Runs statements and takes the lines that they print.
    func run(_ text: String) throws -> [String] {
        try input.fileHandleForWriting.write(contentsOf: Data("\(text)\n\\echo \(Self.end)\n".utf8))
        let mark = Data("\(Self.end)\n".utf8)
        while unread.suffix(mark.count) != mark {
            let part = output.fileHandleForReading.availableData
            guard !part.isEmpty else { throw Failure("psql has ended") }
            unread += part
        }
        let text = String(decoding: unread.dropLast(mark.count), as: UTF8.self)
        unread = Data()
        return text.split(separator: "\n").map(String.init)
    }
}

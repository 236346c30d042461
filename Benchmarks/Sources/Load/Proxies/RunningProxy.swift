import Foundation
import Reporting

/// A proxy that runs, with the thread that does its work.
final class RunningProxy {
    let port: UInt16
    /// The process that is measured; nil where there is none.
    let pid: Int32?
    private let worker: Int32
    private let child: Child?
    private let folder: Folder?

    private init(port: UInt16, pid: Int32? = nil, worker: Int32 = 0, child: Child? = nil, folder: Folder? = nil) {
        self.port = port
        self.pid = pid
        self.worker = worker
        self.child = child
        self.folder = folder
    }

    /// Starts a proxy and returns when it takes in connections.
    static func start(_ subject: Subject, upstream: UInt16) throws -> RunningProxy {
        switch subject {
        case .direct: RunningProxy(port: upstream)
        case .capture, .tunnel, .controller: try own(subject, upstream)
        case .nginx:
            try foreign("nginx", upstream) { ["nginx", "-e", "\($0)/error.log", "-c", $1] }
        case .haproxy:
            try foreign("haproxy", upstream) { ["haproxy", "-db", "-f", $1] }
        }
    }

    /// Nanoseconds of the processor that its event loop has had.
    var loopTime: Int64 { pid.map { Kernel.time(of: worker, in: $0) } ?? 0 }

    /// Nanoseconds of all its threads.
    var processTime: Int64 { pid.map { Kernel.time(of: $0) } ?? 0 }

    var memory: Int64 { pid.map { Kernel.memory(of: $0) } ?? 0 }

    /// What was recorded so far.
    func recorded() throws -> [String: Int] { try child?.ask("counts") ?? [:] }

    func stop() { child?.stop() }

    private static func own(_ subject: Subject, _ upstream: UInt16) throws -> RunningProxy {
        let child = try Child.role("proxy", subject.rawValue, "\(upstream)", on: Processors.load)
        guard let port = try child.answer()["port"] else { throw Failure("the proxy has no port") }
        return RunningProxy(
            port: UInt16(port), pid: child.pid, worker: try Kernel.thread("NIO-ELT", of: child.pid), child: child)
    }

    private static func foreign(
        _ name: String, _ upstream: UInt16, command: (_ folder: String, _ configuration: String) -> [String]
    ) throws -> RunningProxy {
        let folder = try Folder()
        let path = URL(filePath: folder.path).standardizedFileURL.path(percentEncoded: false)
        let port = try Sockets.freePort()
        let configuration = path + "/\(name).conf"
        let text =
            name == "nginx"
            ? ForeignConfiguration.nginx(port, upstream, path) : ForeignConfiguration.haproxy(port, upstream)
        try text.write(toFile: configuration, atomically: true, encoding: .utf8)
        let child = try Child.foreign(command(path, configuration), on: Processors.proxy, log: path + "/log")
        for _ in 0..<100 where child.isRunning {
            usleep(50_000)
            // nginx does the work in a child of its own; haproxy has one process.
            let started = Kernel.children(of: child.pid).first
            let pid = name == "nginx" ? started.flatMap { Kernel.children(of: $0).first } : started
            if let pid, Sockets.isServed(port) {
                return RunningProxy(port: port, pid: pid, worker: pid, child: child, folder: folder)
            }
        }
        // Of several thousand connections one may have taken the port meanwhile.
        let log = ["log", "error.log"].compactMap { try? String(contentsOfFile: path + "/" + $0, encoding: .utf8) }
            .joined()
        throw Failure("\(name) does not start; is its package installed? \(log)")
    }
}

import Logging
import ServiceLifecycle
import UnixSignals

/// Reads certificates again when SIGHUP comes; connections that are open go on.
struct ReloadService: Service {
    let certificates: Certificates
    let logger: Logger

    func run() async throws {
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        for await _ in hangUps.cancelOnGracefulShutdown() {
            guard !certificates.isEmpty else {
                logger.notice("there are no certificates to read again; the configuration is read at the next start")
                continue
            }
            let problems = certificates.reload()
            for problem in problems {
                logger.error("a certificate stays as it was", metadata: ["cause": "\(problem)"])
            }
            if problems.isEmpty { logger.notice("certificates were read again") }
            certificates.warn(logger)
        }
    }
}

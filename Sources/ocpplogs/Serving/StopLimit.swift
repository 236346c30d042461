import Dispatch
import Foundation
import Logging
import ServiceLifecycle

/// Ends the program when an orderly end takes too long: a disk that never answers must not keep it alive.
struct StopLimit: Service {
    let limit: TimeSpan
    let output: LogOutput
    let logger: Logger

    func run() async throws {
        try await gracefulShutdown()
        let (limit, output, logger) = (limit, output, logger)
        // Nothing waits for it: when all has ended in time, so has the program.
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Int(limit.duration.components.seconds))) {
            logger.critical("the program ends before everything was written", metadata: ["after": "\(limit)"])
            output.flush()
            exit(CommandFailure.server)
        }
    }
}

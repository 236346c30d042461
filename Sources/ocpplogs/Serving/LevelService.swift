import Logging
import OCPPLog
import ServiceLifecycle

/// Keeps that the time of a level is over, soon after it is: a level counts no longer from that moment on in any case.
struct LevelService: Service {
    private static let pause = Duration.seconds(1)

    let levels: SiteLevels
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isTold = false
            repeat {
                do {
                    try levels.endOverdue()
                    isTold = false
                } catch {
                    if !isTold {
                        logger.error(
                            "that the time of a level is over could not be kept; it is tried again",
                            metadata: ["reason": "\(error)"])
                    }
                    isTold = true
                }
            } while (try? await Task.sleep(for: Self.pause)) != nil
        }
    }
}

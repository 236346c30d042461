import Logging

/// What belongs to a line of the program's log: of the logger, of the task, and of the line itself, which wins.
enum LogMetadata {
    static func all(
        _ own: Logger.Metadata, _ provider: Logger.MetadataProvider?, _ given: Logger.Metadata?
    ) -> Logger.Metadata {
        own.merging(provider?.get() ?? [:]) { $1 }.merging(given ?? [:]) { $1 }
    }
}

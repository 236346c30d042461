import Hummingbird
import NIOCore

/// Stands in the pipeline of a connection and notices when the client closes it, also while its request is being answered.
///
/// A client that closes only its own side counts as one that has left: the two cannot be told apart.
final class ClientWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any
    typealias InboundOut = Any

    let departure = ClientDeparture()

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { departure.tell() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        departure.tell()
        context.fireChannelInactive()
    }
}

extension WebContext {
    /// Does some work, which is cancelled when the client that asked for it closes the connection.
    /// - Throws: `CancellationError` then, and what the work throws.
    func whileClientStays<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let departure = await departure()
        // Requests that come over no connection have nobody who could leave.
        guard let departure else { return try await work() }
        return try await departure.whileStaying(work)
    }

    /// Whether the client of this request has left; nil for a request that comes over no connection.
    func departure() async -> ClientDeparture? {
        let channel = channel
        return try? await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: ClientWatch.self).departure
        }.get()
    }
}

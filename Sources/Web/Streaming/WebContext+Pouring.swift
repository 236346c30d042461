import HTTPTypes
import Hummingbird
import NIOCore

extension WebContext {
    /// Writes the body of an answer of any length while it is made, in constant memory: the maker waits for the client.
    ///
    /// It ends when the client leaves, also while nothing is made. A client that takes nothing for too long is cut off:
    /// then its connection is closed.
    /// - Parameters:
    ///   - stall: how long one piece may take to be written.
    ///   - cut: told when the client was cut off.
    ///   - make: puts the pieces; what it returns is sent as trailer fields.
    /// - Throws: `CancellationError` when the client left; what `make` throws. The body is broken off then, and the client can
    ///   tell.
    func pour(
        into writer: inout any ResponseBodyWriter, stall: Duration, cut: @escaping @Sendable () -> Void,
        make: @escaping @Sendable (Outlet) async throws -> HTTPFields?
    ) async throws {
        let outlet = Outlet()
        let departure = await departure()
        let number = departure?.wait { outlet.end() }
        defer { if let number { departure?.forget(number) } }
        let trailer = try await withThrowingTaskGroup(of: HTTPFields?.self) { group in
            group.addTask {
                defer { outlet.end() }
                return try await make(outlet)
            }
            defer {
                outlet.end()
                group.cancelAll()
            }
            while let piece = await outlet.take() {
                let timer = channel.eventLoop.scheduleTask(in: .init(stall)) {
                    cut()
                    channel.close(promise: nil)
                }
                defer { timer.cancel() }
                try await writer.write(piece)
            }
            // The client left: what is made is made for nobody.
            if departure?.hasLeft ?? false { throw CancellationError() }
            return try await group.next() ?? nil
        }
        try await writer.finish(trailer)
    }
}

import Hummingbird
import NIOCore

/// What belongs to one request: Hummingbird's own, with our bound for bodies, and the connection it came over.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    var maxUploadSize: Int { WebLimits.body }
}

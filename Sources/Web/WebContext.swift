import Hummingbird

/// What belongs to one request: Hummingbird's own, with our bound for bodies.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    var maxUploadSize: Int { WebLimits.body }
}

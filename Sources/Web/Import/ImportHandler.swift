import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `/import`: a log of another program is sent, looked at, and taken over. Nothing is stored before the last step.
struct ImportHandler: Sendable {
    let settings: WebSettings
    let templates: Templates
    let access: FormAccess
    let uploads: UploadShelf

    /// `GET /import`: the form; with `upload` what is in it, or what became of it.
    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ImportFields.names)
        guard let service = settings.imports, access.isSignedIn(request.head), let id = parameters["upload"] else {
            return try start(request, upload: parameters["upload"])
        }
        guard let upload = uploads[id] else {
            return try start(request, fault: .init(sentence: Self.forgotten, status: .notFound))
        }
        if let outcome = upload.outcome {
            return try templates.response(
                .importDone, ImportDonePage(frame(upload.title), upload, outcome, sites: settings.sites))
        }
        let fields = ImportFields(parameters, formats: service.formats)
        let wishes = fields.wishes(for: upload)
        let preview = try await context.whileClientStays {
            try await inTurn(service) {
                try await ImportPreview.read(upload, wishes, by: service, limit: WebLimits.searchTime)
            }
        }
        return try templates.response(
            .importPreview,
            ImportPreviewPage(
                frame(upload.title), upload, preview, fields, settings: settings, formats: service.formats))
    }

    /// `POST /import`: keeps what is sent, in memory.
    @Sendable func upload(_ request: Request, _ context: WebContext) async throws -> Response {
        guard settings.imports != nil else { throw WebProblem.notFound(Self.nothing) }
        do {
            let id = try await UploadReceiver(shelf: uploads).receive(request)
            return .redirect(to: Link.to(FormAccess.upload, [("upload", id)]), type: .normal)
        } catch let fault as UploadReceiver.Fault {
            return try start(request, fault: fault)
        }
    }

    /// `POST /import/take`: takes over what was looked at.
    @Sendable func takeOver(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let service = settings.imports else { throw WebProblem.notFound(Self.nothing) }
        let form = try await FormBody.read(request, known: ImportFields.names + [PageZone.parameter])
        let id = form["upload"] ?? ""
        guard let upload = uploads[id] else {
            return try start(request, fault: .init(sentence: Self.forgotten, status: .notFound))
        }
        let fields = ImportFields(form, formats: service.formats)
        guard upload.outcome == nil, fields.isSound else {
            return .redirect(to: fields.url(of: id), type: .normal)
        }
        let wishes = fields.wishes(for: upload)
        try await context.whileClientStays {
            try await inTurn(service) {
                uploads.hold(id)
                var outcome: ImportOutcome?
                defer { uploads.settle(id, outcome) }
                outcome = try await ImportOutcome.take(upload, wishes, by: service)
            }
        }
        return .redirect(to: Link.to(FormAccess.upload, [("upload", id)]), type: .normal)
    }

    /// `POST /import/discard`: forgets what was sent.
    @Sendable func discard(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormBody.read(request, known: ["upload"])
        uploads.remove(form["upload"] ?? "")
        return .redirect(to: Link.to(FormAccess.upload, []), type: .normal)
    }

    private static let nothing = "This server takes no logs over."
    private static let forgotten =
        "What was sent is forgotten: it is kept for ten minutes, and until the program ends. Send it again."

    private func inTurn<Value: Sendable>(
        _ service: ImportService, _ work: @Sendable () async throws -> Value
    ) async throws -> Value {
        guard service.turn.begin() else { throw WebProblem.importBusy }
        defer { service.turn.end() }
        return try await work()
    }

    /// The page with the form.
    /// - Parameter upload: what is to be looked at after signing in.
    private func start(
        _ request: Request, upload: String? = nil, fault: UploadReceiver.Fault? = nil
    ) throws -> Response {
        let page = ImportStartPage(
            frame: frame(nil), isOpen: settings.imports != nil, isSignedIn: access.isSignedIn(request.head),
            signInURL: Link.to(
                FormAccess.signIn, [("to", Link.to(FormAccess.upload, [("upload", upload)]))]),
            most: WebLimits.upload, command: "ocpplogs import --server http://\(request.head.authority ?? "") FILE",
            fault: fault?.sentence, isTooLarge: fault?.isTooLarge ?? false)
        return try templates.response(.importStart, page, status: fault?.status ?? .ok)
    }

    private func frame(_ name: String?) -> PageFrame {
        templates.frame(
            title: name.map { "Import: \($0)" } ?? "Import",
            skips: [.init(id: "import", label: name == nil ? "Skip to the form" : "Skip to what is in it")],
            notices: HealthNotice.all(settings), section: .settings, scripts: name == nil ? [.drop] : [],
            zone: name == nil ? .nowhere : .atEnd)
    }
}

/// What the page with the form shows.
struct ImportStartPage: Sendable, Hashable {
    var frame: PageFrame
    /// Whether logs are taken over here at all.
    var isOpen: Bool
    var isSignedIn: Bool
    var signInURL: String
    /// So many bytes at most.
    var most: Int
    /// The way out for larger files.
    var command: String
    var fault: String?
    var isTooLarge: Bool
    let mostText = "\(WebLimits.upload / 1_000_000) MB"
}

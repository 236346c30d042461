import Foundation
import HTTPTypes
import Hummingbird
import Mustache

/// The templates of all pages, read once when the server starts.
struct Templates: Sendable {
    /// A page that there is a template for.
    enum Name: String, CaseIterable {
        case logs = "Logs/logs"
        case rowMenu = "Logs/menu"
        case entry = "Entry/entry"
        case compare = "Compare/compare"
        case pins = "Pins/pins"
        case transactions = "Transactions/transactions"
        case transaction = "Transactions/transaction"
        case chargers = "Chargers/chargers"
        case charger = "Chargers/charger"
        case sequence = "Chargers/sequence"
        case errors = "Chargers/errors"
        case call = "Chargers/call"
        case configuration = "Chargers/configuration"
        case analysis = "Analysis/analysis"
        case readiness = "Readiness/readiness"
        case settings = "Settings/settings"
        case signIn = "Access/sign-in"
        case importStart = "Import/start"
        case importPreview = "Import/preview"
        case importDone = "Import/done"
        case error
    }

    /// What several pages have in common.
    private static let parts = [
        "layout", "empty", "range", "zone", "zone-select", "zone-kept", "Logs/head", "Logs/query",
        "Logs/histogram", "Logs/facets", "Logs/tools", "Logs/table", "Entry/article", "Pins/form", "Findings/groups",
        "Charts/lanes", "Transactions/table", "Chargers/tabs", "Analysis/table", "Readiness/matrix",
        "Readiness/station", "Import/facts", "Import/rejects",
    ]

    private let library: MustacheLibrary
    private let assets: Assets

    /// - Throws: when a template is missing or cannot be read.
    init(assets: Assets) throws {
        self.assets = assets
        MustacheContentTypes.register(EscapedText(), named: EscapedText.name)
        var library = MustacheLibrary()
        for name in Self.parts + Name.allCases.map(\.rawValue) {
            let text = String(decoding: try Resource.data("\(name).mustache"), as: UTF8.self)
            // Every template names its escaping itself: a partial does not take over that of the page around it.
            try library.register("{{% CONTENT_TYPE:\(EscapedText.name)}}" + text, named: name)
        }
        self.library = library
    }

    /// What every page has around its content.
    /// - Parameters:
    ///   - section: the part of the navigation that the page belongs to.
    ///   - scripts: what the page loads; it works without them too.
    ///   - zone: where the zone of its times is chosen.
    func frame(
        title: String, skips: [PageFrame.Skip], notices: [HealthNotice] = [], section: PageSection? = nil,
        scripts: [Assets.Script] = [], zone: ZoneForm.Place = .atEnd
    ) -> PageFrame {
        PageFrame(
            title: title, style: assets.style, scripts: scripts.map(assets.address), icon: assets.icon, skips: skips,
            notices: notices, theme: Theme.chosen?.rawValue, zone: Link.zone,
            zoneQuery: Link.to("", []), zones: zone == .inForm ? ZoneForm() : nil,
            zoneForm: zone == .atEnd ? ZoneForm() : nil,
            sections: PageSection.allCases.map { .init($0, isCurrent: $0 == section) })
    }

    /// A page as HTML.
    func render(_ name: Name, _ model: some Sendable) throws -> String {
        guard let page = library.render(model, withTemplate: name.rawValue) else { throw WebProblem.internal }
        return page
    }

    /// A page as an answer.
    func response(_ name: Name, _ model: some Sendable, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try render(name, model))))
    }
}

/// What every page has around its content.
struct PageFrame: Sendable, Hashable {
    /// A link that keyboards reach first.
    struct Skip: Sendable, Hashable {
        /// The id of the element it leads to.
        var id: String
        var label: String
    }

    var title: String
    var style: String
    /// The addresses of ES modules.
    var scripts: [String] = []
    var icon: String
    var skips: [Skip]
    /// What is not as it should be.
    var notices: [HealthNotice] = []
    /// `light` or `dark`; nil: as the system says.
    var theme: String?
    /// The zone of its times; nil for UTC.
    var zone: String?
    /// Behind an address without parameters, so that it keeps the zone.
    var zoneQuery = ""
    /// What the form of the page offers.
    var zones: ZoneForm?
    /// The form at the end of the page.
    var zoneForm: ZoneForm?
    /// The navigation.
    var sections: [SectionLink] = []

    /// A part of the navigation.
    struct SectionLink: Sendable, Hashable {
        var label: String
        var url: String
        var isCurrent: Bool

        init(_ section: PageSection, isCurrent: Bool) {
            label = section.label
            url = Link.to("/\(section.rawValue)", [])
            self.isCurrent = isCurrent
        }
    }
}

/// A part of the navigation; the raw value is its address.
enum PageSection: String, CaseIterable {
    case logs
    case chargers
    case transactions
    case analysis
    case readiness
    case settings

    var label: String {
        switch self {
        case .logs: "Logs"
        case .chargers: "Charging stations"
        case .transactions: "Transactions"
        case .analysis: "Analysis"
        case .readiness: "Readiness"
        case .settings: "Settings"
        }
    }
}

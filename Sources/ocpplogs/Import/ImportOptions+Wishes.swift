import LogFormats
import OCPPLog

extension ImportOptions {
    /// What a request of the API asks for.
    init(_ wishes: ImportWishes, sites: SiteDirectory) {
        self.init(
            format: wishes.format.flatMap { ImportFormat.named($0) }, site: wishes.site, sites: sites,
            zone: wishes.zone.flatMap { ShownZone(argument: $0) }.map { LogZone($0.zone) },
            unnamedCharger: wishes.charger)
    }
}

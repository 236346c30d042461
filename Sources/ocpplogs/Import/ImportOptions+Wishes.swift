import LogFormats
import OCPPLog

extension ImportOptions {
    /// What a request of the API or a form of the pages asks for.
    init(_ wishes: ImportWishes, sites: SiteDirectory) {
        let zone = wishes.zone.flatMap { ShownZone(argument: $0) }
        self.init(
            format: wishes.format.flatMap { ImportFormat.named($0) }, site: wishes.site, sites: sites,
            zone: zone.map { LogZone($0.zone) }, unnamedCharger: wishes.charger,
            year: SystemTime.year(in: zone ?? .local), start: wishes.start, fileName: wishes.fileName)
    }
}

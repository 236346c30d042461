import Mustache

/// A hundred rows: looked up by reflection their names take a third of the time of the page.
extension ChargersPage.Row: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "url": url
        case "charger": charger
        case "site": site
        case "icon": icon
        case "connection": connection
        case "tone": tone
        case "moment": moment
        case "lastSeen": lastSeen
        case "maker": maker
        case "firmware": firmware
        case "version": version
        default: nil
        }
    }
}

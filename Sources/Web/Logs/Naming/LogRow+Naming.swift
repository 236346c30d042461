import Mustache

// What stands in every row is named here: the template engine would else look for each name by reflection, which costs more
// than all the rest of the page.

extension LogRow: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "url": url
        case "moment": moment
        case "year": year
        case "date": date
        case "clock": clock
        case "offset": offset
        case "site": site
        case "charger": charger
        case "connector": connector
        case "arrow": arrow
        case "source": source
        case "sender": sender
        case "action": action
        case "hasAction": hasAction
        case "summary": summary
        case "finds": finds
        case "icon": icon
        case "result": result
        case "tone": tone
        case "latency": latency
        case "menu": menu
        case "cells": cells
        default: nil
        }
    }
}

extension LogCell: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "style": style
        case "label": label
        case "text": text
        case "icon": icon
        case "url": url
        case "moment": moment
        default: nil
        }
    }
}

extension RowMenu: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "of": of
        case "links": links
        default: nil
        }
    }
}

extension RowMenu.Link: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "label": label
        case "url": url
        default: nil
        }
    }
}

extension LogLines.Line: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "row": row
        case "cells": cells
        case "fold": fold
        default: nil
        }
    }
}

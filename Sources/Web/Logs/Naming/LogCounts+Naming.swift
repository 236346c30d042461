import Mustache

// What stands in every value and every piece of time is named here, as what stands in every row.

extension LogFacets.Value: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "text": text
        case "count": count
        case "isChosen": isChosen
        case "isExcluded": isExcluded
        case "isFree": isFree
        case "act": act
        case "toggleURL": toggleURL
        case "excludeURL": excludeURL
        case "excludeAct": excludeAct
        default: nil
        }
    }
}

extension LogHistogram.Row: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "url": url
        case "moment": moment
        case "time": time
        case "errors": errors
        case "warnings": warnings
        case "others": others
        case "total": total
        default: nil
        }
    }
}

extension ZoneChoice: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "value": value
        case "label": label
        case "isChosen": isChosen
        default: nil
        }
    }
}

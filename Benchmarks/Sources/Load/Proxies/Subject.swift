/// What stands between the charging stations and the CSMS.
enum Subject: String, CaseIterable {
    case nginx, haproxy, capture, tunnel
    /// Nothing: how much the load costs by itself.
    case direct
    /// This package in the part of the CSMS.
    case controller

    var title: String {
        switch self {
        case .nginx: "nginx"
        case .haproxy: "haproxy"
        case .capture: "tunnel with capture"
        case .tunnel: "tunnel, nothing recorded"
        case .direct: "no proxy"
        case .controller: "controller"
        }
    }

    /// Those that are compared with each other.
    static let proxies: [Subject] = [.nginx, .haproxy, .capture, .tunnel]
}

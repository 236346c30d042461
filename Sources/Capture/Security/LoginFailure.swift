/// Why a login is refused.
enum LoginFailure: Sendable, Hashable {
    case noCredentials, unreadableCredentials, foreignUser, unknownCharger, wrongPassword

    /// For the log, without a full stop and without the password.
    var sentence: String {
        switch self {
        case .noCredentials: "login failed: there is no Authorization header, and HTTP Basic is asked for here"
        case .unreadableCredentials: "login failed: the Authorization header is no HTTP Basic"
        case .foreignUser: "login failed: the user name is not the identity of the charging station"
        case .unknownCharger: "login failed: no password is set for this charging station"
        case .wrongPassword: "login failed: the password is wrong"
        }
    }

    /// For whoever asks: it does not tell which stations there are.
    static let answer = "user name and password are needed here, and these are not right"
}

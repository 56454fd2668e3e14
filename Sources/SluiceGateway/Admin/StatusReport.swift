import SluicePipeline

/// How a running gateway stands.
struct StatusReport: Sendable {
    /// What an operator should look after; the gateway serves nevertheless.
    enum Trouble: String, CaseIterable, Sendable {
        case reloadFailed = "reload_failed"
        case certificateBroken = "certificate_broken"
        case certificateExpired = "certificate_expired"
        case certificateExpiring = "certificate_expiring"
        case decisionLogFailing = "decision_log_failing"
        case accessLogFailing = "access_log_failing"

        /// What it means, in one sentence without a full stop.
        var sentence: String {
            switch self {
            case .reloadFailed: "the last reload failed; what was in force before stays"
            case .certificateBroken: "a changed certificate or key can't be used; the old one stays"
            case .certificateExpired: "a certificate has expired"
            case .certificateExpiring: "a certificate expires within 7 days"
            case .decisionLogFailing: "the decision log can't be written"
            case .accessLogFailing: "the access log can't be written"
            }
        }
    }

    /// The certificate of a listener.
    struct Certificate: Sendable {
        var listener: String
        var expires: Moment
        /// Whether its files have changed and can't be used.
        var isBroken: Bool
    }

    private static let notice = 7 * 86_400_000

    var state: Reloader.State
    var tally: Tally
    var isDraining: Bool
    var started: Moment
    var now: Moment
    var certificates: [Certificate]
    var isDecisionLogFailing: Bool
    var isAccessLogFailing: Bool

    /// Everything that should be looked after; empty when all is well.
    var troubles: [Trouble] {
        Trouble.allCases.filter { trouble in
            switch trouble {
            case .reloadFailed: state.isStale
            case .certificateBroken: certificates.contains { $0.isBroken }
            case .certificateExpired: certificates.contains { $0.expires <= now }
            case .certificateExpiring:
                certificates.contains {
                    $0.expires > now && $0.expires.milliseconds - now.milliseconds < Self.notice
                }
            case .decisionLogFailing: isDecisionLogFailing
            case .accessLogFailing: isAccessLogFailing
            }
        }
    }

    /// Seconds since the start.
    var uptime: Int { (now.milliseconds - started.milliseconds) / 1000 }

    /// Exchanges that have ended.
    var ended: Int { tally.exchanges.values.reduce(0, +) }
}

import SluicePipeline
import SluiceRules

extension StatusReport {
    /// The report for a person.
    var text: String {
        let rules = state.configuration.rules
        let files = rules.files.count
        var lines = [
            line(
                isDraining ? "draining" : "serving", "since \(started.text), \(Self.words(seconds: uptime))"),
            line(
                "rules",
                "\(rules.rules.count) in \(files) \(files == 1 ? "file" : "files"), digest \(rules.digest)"),
            line("in force", "since \(state.since.text)"),
        ]
        if let last = state.last {
            lines.append(
                line("last reload", "\(last.result.rawValue) at \(last.time.text), by \(last.cause.rawValue)")
            )
            lines += last.complaints.map { line("", $0) }
            if !last.needsRestart.isEmpty {
                lines.append(line("for a restart", last.needsRestart.joined(separator: ", ")))
            }
        }
        lines += certificates.map { line("certificate", "of \($0.listener) until \($0.expires.text)") }
        lines.append(
            line(
                "exchanges",
                "\(tally.openExchanges) running, \(ended) ended; \(tally.connections) connections"))
        lines += troubles.map { line("trouble", "\($0.rawValue): \($0.sentence)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Two columns, as the lines of the start have them.
    private func line(_ name: String, _ text: String) -> String {
        name + String(repeating: " ", count: max(1, 15 - name.count)) + text
    }

    private static func words(seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m \(seconds % 60)s"
        case ..<86_400: "\(seconds / 3600)h \(seconds / 60 % 60)m"
        default: "\(seconds / 86_400)d \(seconds / 3600 % 24)h"
        }
    }
}

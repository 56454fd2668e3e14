import SluicePipeline
import SluiceWire

extension ReloadOutcome {
    /// The outcome as JSON; members are added in later versions, never renamed.
    package var json: String {
        """
        {"result":"\(result.rawValue)","cause":"\(cause.rawValue)","at":"\(time.text)","digest":"\(digest)",\
        "needs_restart":[\(needsRestart.map(\.quotedAsJSON).joined(separator: ","))],\
        "complaints":[\(complaints.map(\.quotedAsJSON).joined(separator: ","))]}
        """
    }

    /// The outcome for a person.
    package var text: String {
        var lines: [String]
        switch result {
        case .replaced: lines = ["reloaded; the rules in force have the digest \(digest)"]
        case .unchanged: lines = ["nothing has changed; the rules in force have the digest \(digest)"]
        case .failed:
            lines = ["reload failed; what was in force stays, with rules of the digest \(digest)"]
            lines += complaints.map { "  \($0)" }
        }
        if !needsRestart.isEmpty {
            lines.append("changed, and taken over by a restart only: \(needsRestart.joined(separator: ", "))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

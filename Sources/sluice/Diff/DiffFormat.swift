import ArgumentParser

/// The form of a comparison.
package enum DiffFormat: String, CaseIterable, ExpressibleByArgument {
    case human
    case json
    /// Markdown for a comment of a pull request.
    case github
}

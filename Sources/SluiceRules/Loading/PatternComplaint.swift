internal import SluiceMatching

/// Turns what the matching engine says about a pattern into a diagnostic at the author's own text.
struct PatternComplaint {
    let error: PatternError
    let draft: RuleDraft

    private var part: RuleDraft.Part { draft.part(error.part) }
    private var subject: ConfigNode { part.node }

    func report(_ diagnostics: Diagnostics) {
        let regex = subject
        switch error.kind {
        case .unboundedWithoutWindow:
            reportUnbounded(diagnostics)
        case .windowBelowMinimum:
            diagnostics.error(
                .windowTooSmall, error.message, at: (draft.window ?? regex).span,
                help: "raise `window`, or leave it out where the regex is bounded")
        case .badCapture:
            diagnostics.error(
                .regex, error.message, at: (part.capture ?? regex).span,
                help: "groups are counted by their `(`, from 1; 0, or no `capture`, is the whole match")
        case .noKeyword:
            diagnostics.error(
                .missingField, "the rule has no keyword", at: regex.span,
                help: "name at least one phrase: `keywords: [...]`")
        case .exceptionSyntax:
            let node = draft.exceptionRegexes.count == 1 ? draft.exceptionRegexes.first : nil
            let span = error.offset.flatMap { node?.span(ofByte: $0) } ?? node?.span
            diagnostics.error(
                .regex, error.message, at: span ?? draft.rule.span)
        case .context:
            diagnostics.error(.badValue, error.message, at: draft.rule.span)
        case .syntax, .refused, .emptyMatch, .tooLarge:
            reportRegex(diagnostics)
        }
    }

    /// Points at the first repeat without bound and says what to write for each.
    private func reportUnbounded(_ diagnostics: Diagnostics) {
        let span = error.hints.first.flatMap { hint in
            offset.flatMap { subject.span(ofByte: $0, length: hint.text.unicodeScalars.count) }
        }
        diagnostics.error(
            .unboundedRegex, "this regex has no upper bound, so a stream would hold text without end",
            at: span ?? subject.span, label: span == nil ? nil : "this can go on for ever",
            help: error.hints.isEmpty
                ? "give `window: N` in characters"
                : "write \(rewrites), or give `window: N` in characters")
    }

    private var rewrites: String {
        error.hints.map { "`\($0.suggestion)` for `\($0.text)`" }.joined(separator: " and ")
    }

    private func reportRegex(_ diagnostics: Diagnostics) {
        var diagnostic = Diagnostic(
            .error, .regex, "regex: \(error.message)", at: place ?? subject.span)
        if !error.hints.isEmpty {
            diagnostic.help = "where the repeats have a bound it is allowed: write \(rewrites)"
        }
        if error.kind == .syntax { diagnostic.help = Self.help(error.message) }
        if let offset, place != nil {
            diagnostic.label =
                error.kind == .syntax ? "PCRE2 stopped here (pattern offset \(offset))" : nil
        } else if let offset, let text = subject.text {
            diagnostic.notes.append("at byte \(offset) of `\(text)`")
        }
        if error.kind == .syntax, let text = subject.text,
            let opener = RegexText(text).unclosed, let span = subject.span(ofByte: opener.offset),
            span.line == diagnostic.location?.line
        {
            diagnostic.opener = Diagnostic.Opener(
                column: span.column, label: "this \(opener.bracket) is never closed")
        }
        diagnostics.report(diagnostic)
    }

    /// What to do about some of the things that PCRE2 says.
    private static func help(_ message: String) -> String? {
        let known = [
            ("quantifier does not follow", "write a backslash before it for the character itself"),
            (
                "lookbehind assertion is not fixed length",
                "write out the lengths: `(?<=a|aa)` for `(?<=a{1,2})`"
            ),
            ("unmatched closing parenthesis", "write `\\)` for the character, or add the `(`"),
            ("missing terminating ]", "add the `]`, or write `\\[` for the character"),
            ("missing closing parenthesis", "add the `)`, or write `\\(` for the character"),
            ("two named subpatterns have the same name", "give one of the groups another name"),
            ("range out of order", "a range goes from the lower character to the higher: `a-z`"),
            (
                "unrecognized character follows",
                "this escape means nothing: write the character without backslash"
            ),
        ]
        return known.first { message.contains($0.0) }?.1
    }

    /// The offset into the author's regex, without the flags that the engine put in front.
    private var offset: Int? {
        error.offset.map { max(0, $0 - part.regexPrefix) }
    }

    /// The place in the regex; the whole construct where one is refused.
    private var place: SourceSpan? {
        guard let offset else { return nil }
        if case .refused(let construct) = error.kind,
            subject.text?.utf8.dropFirst(offset).starts(with: construct.utf8) == true
        {
            return subject.span(ofByte: offset, length: construct.unicodeScalars.count)
        }
        return subject.span(ofByte: offset)
    }
}

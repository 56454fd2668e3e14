/// The stable name of one kind of complaint.
///
/// SL1xx are errors of a file, SL2xx warnings about a rule. A code never changes its meaning.
package struct DiagnosticCode: Sendable, Hashable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The file is no YAML that Sluice reads.
    package static let yaml = DiagnosticCode(rawValue: "SL101")
    /// A field that nothing reads.
    package static let unknownField = DiagnosticCode(rawValue: "SL102")
    /// Two rules with one id.
    package static let duplicateID = DiagnosticCode(rawValue: "SL103")
    /// A regex that PCRE2 or the engine refuses.
    package static let regex = DiagnosticCode(rawValue: "SL104")
    /// A regex without an upper bound and without a window.
    package static let unboundedRegex = DiagnosticCode(rawValue: "SL105")
    /// A word list that is not declared or can't be read.
    package static let listMissing = DiagnosticCode(rawValue: "SL106")
    /// An example that doesn't hold.
    package static let exampleFailed = DiagnosticCode(rawValue: "SL107")
    /// An action that doesn't fit the rest of its rule.
    package static let badAction = DiagnosticCode(rawValue: "SL108")
    /// A field of the format that this release doesn't carry out.
    package static let unsupportedField = DiagnosticCode(rawValue: "SL109")
    /// A window shorter than the shortest match.
    package static let windowTooSmall = DiagnosticCode(rawValue: "SL110")
    /// A value of the wrong type.
    package static let wrongType = DiagnosticCode(rawValue: "SL111")
    /// A field that has to be there.
    package static let missingField = DiagnosticCode(rawValue: "SL112")
    /// A value of the right type that means nothing here.
    package static let badValue = DiagnosticCode(rawValue: "SL113")
    /// A file or folder that can't be read.
    package static let unreadable = DiagnosticCode(rawValue: "SL114")
    /// A format or engine version that this release doesn't know.
    package static let version = DiagnosticCode(rawValue: "SL115")

    /// A short keyword that matches inside words.
    package static let shortKeyword = DiagnosticCode(rawValue: "SL201")
    /// A quantifier that is never closed and so is plain text.
    package static let unclosedQuantifier = DiagnosticCode(rawValue: "SL203")
    /// A regex in double quotes, where YAML takes the backslashes.
    package static let doubleQuotedRegex = DiagnosticCode(rawValue: "SL204")
    /// A rule without an example that must not match.
    package static let noCounterExample = DiagnosticCode(rawValue: "SL205")
    /// A rule for which there are texts that cost more processor time than is tolerated.
    package static let expensiveRule = DiagnosticCode(rawValue: "SL213")
}

/// The stable name of one kind of complaint.
///
/// SL1xx are errors of a file, SL2xx warnings about a rule. A code never changes its meaning. What each means is
/// said by ``guide``.
package enum DiagnosticCode: String, Sendable, Hashable, CaseIterable {
    /// The file is no YAML that Sluice reads.
    case yaml = "SL101"
    /// A field that nothing reads.
    case unknownField = "SL102"
    /// Two rules with one id.
    case duplicateID = "SL103"
    /// A regex that PCRE2 or the engine refuses.
    case regex = "SL104"
    /// A regex without an upper bound and without a window.
    case unboundedRegex = "SL105"
    /// A word list that is not declared or can't be read.
    case listMissing = "SL106"
    /// An example that doesn't hold.
    case exampleFailed = "SL107"
    /// An action that doesn't fit the rest of its rule.
    case badAction = "SL108"
    /// A field of the format that this release doesn't carry out.
    case unsupportedField = "SL109"
    /// A window shorter than the shortest match.
    case windowTooSmall = "SL110"
    /// A value of the wrong type.
    case wrongType = "SL111"
    /// A field that has to be there.
    case missingField = "SL112"
    /// A value of the right type that means nothing here.
    case badValue = "SL113"
    /// A file or folder that can't be read.
    case unreadable = "SL114"
    /// A format or engine version that this release doesn't know.
    case version = "SL115"
    /// A case that doesn't hold.
    case caseFailed = "SL116"
    /// A recorded stream that comes out otherwise when it is cut elsewhere.
    case splitChanged = "SL117"

    /// A short keyword that matches inside words.
    case shortKeyword = "SL201"
    /// A quantifier that is never closed and so is plain text.
    case unclosedQuantifier = "SL203"
    /// A regex in double quotes, where YAML takes the backslashes.
    case doubleQuotedRegex = "SL204"
    /// A rule without an example that must not match.
    case noCounterExample = "SL205"
    /// An exception whose last day is over.
    case expiredException = "SL208"
    /// A rule for which there are texts that cost more processor time than is tolerated.
    case expensiveRule = "SL213"
}

package import SluiceRules

/// The stages that a configuration can name: adding one means one folder and one line here.
package enum StageRegistry {
    /// Builds a stage from its options, or nil with the reasons in the diagnostics.
    package typealias Builder = @Sendable (ConfigNode?, Diagnostics) -> (any Stage)?

    /// The builders by name.
    package static let builders: [String: Builder] = [
        AllowFields.name: { options, diagnostics in AllowFields(options: options, diagnostics) },
        AllowHeaders.name: { options, diagnostics in AllowHeaders(options: options, diagnostics) },
        Authenticate.name: { options, diagnostics in Authenticate(options: options, diagnostics) },
        BodyLimit.name: { options, diagnostics in BodyLimit(options: options, diagnostics) },
        CORS.name: { options, diagnostics in CORS(options: options, diagnostics) },
        FilterRequest.name: { options, diagnostics in FilterRequest(options: options, diagnostics) },
        FilterResponse.name: { options, diagnostics in FilterResponse(options: options, diagnostics) },
        Forward.name: { options, diagnostics in Forward(options: options, diagnostics) },
        Limit.name: { options, diagnostics in Limit(options: options, diagnostics) },
        StripFields.name: { options, diagnostics in StripFields(options: options, diagnostics) },
    ]
}

/// The fields of the CORS protocol (Fetch standard, section 3.3) and of its private network extension.
extension FieldName {
    static let accessControlAllowCredentials: FieldName = "access-control-allow-credentials"
    static let accessControlAllowHeaders: FieldName = "access-control-allow-headers"
    static let accessControlAllowMethods: FieldName = "access-control-allow-methods"
    static let accessControlAllowOrigin: FieldName = "access-control-allow-origin"
    static let accessControlAllowPrivateNetwork: FieldName = "access-control-allow-private-network"
    static let accessControlExposeHeaders: FieldName = "access-control-expose-headers"
    static let accessControlMaxAge: FieldName = "access-control-max-age"
    static let accessControlRequestHeaders: FieldName = "access-control-request-headers"
    static let accessControlRequestMethod: FieldName = "access-control-request-method"
    static let accessControlRequestPrivateNetwork: FieldName = "access-control-request-private-network"
}

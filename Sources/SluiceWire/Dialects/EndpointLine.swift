/// One line of the registry: paths, by their last steps, that take the same methods and are read alike.
struct EndpointLine: Sendable {
    let methods: [String]
    let paths: [PathPattern]
    let standing: Endpoint.Standing
    let dialect: any Dialect

    /// A line of endpoints that a dialect reads.
    ///
    /// - Parameter methods: The methods, as an `Allow` field lists them, between blanks.
    init(_ methods: String, _ paths: String..., by dialect: any Dialect) {
        self.methods = methods.split(separator: " ").map(String.init)
        self.paths = paths.map(PathPattern.init)
        self.standing = .described
        self.dialect = dialect
    }

    /// A line of endpoints that nothing reads, whatever the method.
    init(_ standing: Endpoint.Standing, _ paths: String..., errors: ErrorShape = .openAI) {
        methods = []
        self.paths = paths.map(PathPattern.init)
        self.standing = standing
        dialect = GenericDialect(errors: errors)
    }

    /// Whether a path ends like one of the line's.
    func fits(_ steps: PathSteps) -> Bool {
        paths.contains { $0.matches(endOf: steps) }
    }

    /// Whether a method is meant, or asks for less than one that is.
    func takes(_ method: String) -> Bool {
        methods.isEmpty || methods.contains(method) || method == "OPTIONS"
            || method == "HEAD" && methods.contains("GET")
    }
}

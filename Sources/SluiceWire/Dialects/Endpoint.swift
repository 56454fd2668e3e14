/// What is known of one endpoint of a provider's API: how it is read, and which requests are meant for it.
package struct Endpoint: Sendable {
    /// How much of an endpoint can be read.
    package enum Standing: Sendable, Equatable {
        /// Tables say where its texts stand.
        case described
        /// It opens a connection to the provider that no filter reads, or hands out a key for one.
        case realtime
        /// It is known by name only; the sentence says why, and what to use in its place.
        case named(String)
        /// Nothing is known of it.
        case unknown
    }

    /// How it is read.
    package let dialect: any Dialect
    /// How much of it can be read.
    package let standing: Standing
    /// The methods it has, in the order of an `Allow` field; empty where any goes or none is known.
    package let methods: [String]
    /// Whether the request's method is one of them, or one that asks for less: HEAD beside GET, OPTIONS.
    package let takesMethod: Bool
}

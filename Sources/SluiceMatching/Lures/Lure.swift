/// What a text is made of that comes close to a match of a pattern, so that much of it has to be tried.
package struct Lure: Sendable, Hashable {
    /// How it was made, in a few words.
    package var name: String
    /// The beginning of a match.
    package var head: [UInt8]
    /// What can stand behind the beginning any number of times; empty where nothing can.
    package var pump: [UInt8]
}

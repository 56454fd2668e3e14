/// Why a TOML file can't be read, and on which line.
package struct TOMLFault: Error, Equatable {
    package let line: Int
    package let problem: String
}

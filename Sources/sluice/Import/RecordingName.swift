/// The name of a recording that was made of another file.
package enum RecordingName {
    /// The last part of a path: where the file lay on the importing machine is nobody's business.
    package static func file(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The file's path without its ending, in characters that every file system takes.
    package static func of(_ path: String) -> String {
        let parts = path.split(separator: "/").suffix(2)
        var name = parts.joined(separator: "-")
        if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = String(name[..<dot]) }
        return String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { scalar in
                    let isPlain =
                        scalar.isASCII
                        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    return isPlain || scalar == "-" || scalar == "_" || scalar == "." ? scalar : "_"
                }))
    }
}

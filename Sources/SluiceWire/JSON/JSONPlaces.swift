/// Says where the values of a JSON payload stand, as paths: `messages[0].content[1].text`.
///
/// For reports: the payload has been read strictly before, and this only follows its brackets.
package enum JSONPlaces {
    private enum Container {
        case object(key: String)
        case array(index: Int)
    }

    /// The path of each value; that of a key is its member's, that of the root is empty.
    ///
    /// - Parameter offsets: Where the values begin, behind the quote of a string, in ascending order.
    package static func paths(of offsets: [Int], in payload: Span<UInt8>) -> [String] {
        var paths: [String] = []
        var containers: [Container] = []
        var isKey = false
        var index = 0
        while index < payload.count, paths.count < offsets.count {
            switch payload[index] {
            case UInt8(ascii: "{"):
                containers.append(.object(key: ""))
                isKey = true
            case UInt8(ascii: "["):
                containers.append(.array(index: 0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = containers.popLast()
                isKey = false
            case UInt8(ascii: ","):
                isKey = true
                if case .array(let element) = containers.last {
                    containers[containers.count - 1] = .array(index: element + 1)
                    isKey = false
                }
            case UInt8(ascii: "\""):
                let start = index + 1
                index = endOfString(start, in: payload)
                if isKey, !containers.isEmpty {
                    var key: [UInt8] = []
                    JSONText.decode(payload, start..<index, into: &key)
                    containers[containers.count - 1] = .object(key: String(decoding: key, as: UTF8.self))
                }
                isKey = false
            default: break
            }
            while paths.count < offsets.count, offsets[paths.count] <= index {
                paths.append(path(containers))
            }
            index += 1
        }
        return paths + [String](repeating: "", count: offsets.count - paths.count)
    }

    /// The closing quote of the string whose inside begins at `start`.
    private static func endOfString(_ start: Int, in payload: Span<UInt8>) -> Int {
        var index = start
        while index < payload.count, payload[index] != UInt8(ascii: "\"") {
            index += payload[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, payload.count)
    }

    private static func path(_ containers: [Container]) -> String {
        var path = ""
        for container in containers {
            switch container {
            case .array(let index): path += "[\(index)]"
            case .object(let key) where isPlain(key): path += path.isEmpty ? key : ".\(key)"
            case .object(let key): path += "[\(key.quotedAsJSON)]"
            }
        }
        return path
    }

    /// Whether a key needs no quotes in a path.
    private static func isPlain(_ key: String) -> Bool {
        !key.isEmpty
            && key.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains($0))
            }
    }
}

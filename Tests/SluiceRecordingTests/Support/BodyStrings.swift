import Foundation

/// The strings of a body of any kind: JSON, a list of JSON values, a form, plain text.
enum BodyStrings {
    static func all(in body: [UInt8], type: String?) -> [JSONStrings.Found] {
        if let type, type.hasPrefix("multipart/"), let edge = type.split(separator: "=").last {
            return fields(of: body, edge: "--\(edge)")
        }
        if isJSON(body) { return JSONStrings(body).all }
        return lines(of: body, in: 0..<body.count, path: "line")
    }

    private static func isJSON(_ body: [UInt8]) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)) != nil
    }

    /// Each line's strings where it is JSON, else the line as it is.
    private static func lines(of body: [UInt8], in range: Range<Int>, path: String) -> [JSONStrings.Found] {
        var found: [JSONStrings.Found] = []
        for line in body[range].split(separator: 0x0A) {
            let range = line.startIndex..<(line.last == 0x0D ? line.endIndex - 1 : line.endIndex)
            if line.first == UInt8(ascii: "{") {
                found += JSONStrings(body, in: range).all
            } else if !range.isEmpty {
                found.append(JSONStrings.Found(path: path, range: range, neighbour: "", isPlain: true))
            }
        }
        return found
    }

    /// The values of a form's fields and the names of its files.
    private static func fields(of body: [UInt8], edge: String) -> [JSONStrings.Found] {
        var found: [JSONStrings.Found] = []
        var start = 0
        let edge = Array(edge.utf8)
        while let next = body[start...].firstRange(of: edge) {
            found += field(of: body, in: start..<next.lowerBound)
            start = next.upperBound
        }
        return found
    }

    private static func field(of body: [UInt8], in part: Range<Int>) -> [JSONStrings.Found] {
        guard let head = body[part].firstRange(of: Array("\r\n\r\n".utf8)),
            let name = quoted(body, behind: "name=\"", in: part.lowerBound..<head.lowerBound)
        else { return [] }
        let path = "form " + String(decoding: body[name], as: UTF8.self)
        let files = quoted(body, behind: "filename=\"", in: part.lowerBound..<head.lowerBound).map {
            JSONStrings.Found(path: path + " filename", range: $0, neighbour: "", isPlain: true)
        }
        let value = head.upperBound..<(part.upperBound - 2)
        return (files.map { [$0] } ?? []) + lines(of: body, in: value, path: path)
    }

    private static func quoted(_ body: [UInt8], behind word: String, in range: Range<Int>) -> Range<Int>? {
        guard let word = body[range].firstRange(of: Array(word.utf8)),
            let end = body[word.upperBound..<range.upperBound].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return word.upperBound..<end
    }
}

/// One step of a path: a key, any key, or the elements of an array.
enum PathStep: Hashable {
    case key([UInt8])
    case anyKey
    case element

    /// The path of this step's value as a table writes it.
    func path(below path: String) -> String {
        let name: String
        switch self {
        case .element: return path + "[]"
        case .anyKey: name = "*"
        case .key(let key): name = String(decoding: key, as: UTF8.self)
        }
        return path.isEmpty ? name : path + "." + name
    }

    /// The steps that a path such as `choices[].delta.content` spells.
    static func steps(of path: String) -> [PathStep] {
        var steps: [PathStep] = []
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            var key = part
            var elements = 0
            while key.hasSuffix("[]") {
                key = key.dropLast(2)
                elements += 1
            }
            if key == "*" {
                steps.append(.anyKey)
            } else if !key.isEmpty {
                steps.append(.key(Array(key.utf8)))
            }
            steps.append(contentsOf: repeatElement(.element, count: elements))
        }
        return steps
    }
}

/// Reads a configuration of gitleaks: `[[rules]]` with regexes, entropy and allowlists.
package struct GitleaksRules {
    private let prefix: String

    /// The rules of a file.
    ///
    /// - Parameters:
    ///   - prefix: The beginning of the ids.
    package static func read(
        _ text: String, prefix: String, origin: String
    ) throws(TOMLFault) -> ImportedRules {
        let table = try TOMLReader.read(text)
        var result = ImportedRules(origin: origin)
        if table["extend"] != nil { result.notes.append("[extend]: rules of other files are not read") }
        if table["allowlist"] != nil || table["allowlists"] != nil {
            result.notes.append("the allowlist of the whole file was not carried over")
        }
        for rule in table["rules"]?.tables ?? [] {
            GitleaksRules(prefix: prefix).add(rule, to: &result)
        }
        return result
    }

    private func add(_ table: TOMLTable, to result: inout ImportedRules) {
        let name = table["id"]?.text ?? "a rule without an id"
        guard let regex = table["regex"]?.text else {
            return result.skip(name, "it has no regex: it looks at paths, and there are none here")
        }
        guard let example = RegexSample.text(of: regex) else {
            return result.skip(name, "no text for its regex was found that could prove it")
        }
        let hasGroup = Self.hasCapturingGroup(regex)
        let group = table["secretGroup"]?.number.map { Int($0) } ?? (hasGroup ? 1 : 0)
        var rule = ImportedRule(
            id: "\(prefix).\(ImportedRule.identifier(name))", description: table["description"]?.text ?? name,
            subject: .regex(regex, capture: group), severity: "high", example: example)
        rule.tags = (table["tags"]?.texts ?? []).map(ImportedRule.identifier)
        if let entropy = table["entropy"]?.number, entropy > 0 { rule.minimumEntropy = entropy }
        if table["path"] != nil { rule.notes.append("`path` has no meaning here") }
        for key in ["allowlists", "allowlist"] {
            for list in table[key]?.tables ?? [] { addExceptions(of: list, to: &rule) }
        }
        let words = table["keywords"]?.texts ?? []
        let lowered = regex.lowercased()
        let others = words.filter { !lowered.contains($0.lowercased()) }
        if !others.isEmpty {
            let list = others.map { "`\($0)`" }.joined(separator: ", ")
            rule.notes.append("it is looked for also where the text has none of the keywords \(list)")
        }
        result.add(rule)
    }

    private func addExceptions(of list: TOMLTable, to rule: inout ImportedRule) {
        let reason = list["description"]?.text ?? "An allowlist of the imported rule."
        if list["condition"]?.text?.uppercased() == "AND" {
            rule.notes.append("an allowlist with the condition AND was not carried over")
            return
        }
        for key in ["paths", "commits"] where list[key] != nil {
            rule.notes.append("`\(key)` of an allowlist have no meaning here")
        }
        if let target = list["regexTarget"]?.text, target != "secret" {
            rule.notes.append("an allowlist that looks at the whole \(target) was not carried over")
        } else {
            for regex in list["regexes"]?.texts ?? [] {
                rule.exceptions.append(("regex", YAMLText.quoted(regex), reason))
            }
        }
        let words = list["stopwords"]?.texts ?? []
        if !words.isEmpty {
            let regex = "(?i)(?:\(words.map(Self.escaped).joined(separator: "|")))"
            rule.exceptions.append(("regex", YAMLText.quoted(regex), reason))
        }
    }

    /// Whether a regex has a group that captures; classes and escapes are left out.
    private static func hasCapturingGroup(_ regex: String) -> Bool {
        var isEscaped = false
        var isClass = false
        let scalars = Array(regex.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "[" {
                isClass = true
            } else if scalar == "]" {
                isClass = false
            } else if scalar == "(", !isClass {
                guard index + 1 < scalars.count, scalars[index + 1] == "?" else { return true }
                if index + 3 < scalars.count, scalars[index + 2] == "P", scalars[index + 3] == "<" {
                    return true
                }
            }
        }
        return false
    }

    private static func escaped(_ word: String) -> String {
        var result = ""
        for scalar in word.unicodeScalars {
            if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar), scalar != " " {
                result += "\\"
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}

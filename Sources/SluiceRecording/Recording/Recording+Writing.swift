internal import Foundation
internal import SluicePipeline
internal import SluiceWire

extension Recording {
    /// The recording as a file.
    package var bytes: [UInt8] {
        var out = LineWriter()
        out.add("{\"sluice_recording\":\(Self.version),\"id\":")
        out.add(quoted: id)
        let members = [
            ("started", started), ("origin", origin), ("label", label), ("route", route),
            ("dialect", dialect), ("outcome", outcome), ("rules", rules),
        ]
        for (key, value) in members {
            guard let value else { continue }
            out.add(",\"\(key)\":")
            out.add(quoted: value)
        }
        if let replaced { out.add(",\"scrub\":{\"mode\":\"decoy\",\"replaced\":\(replaced)}") }
        if isMasked { out.add(",\"content\":\"mask\"") }
        out.add("}\n")
        for event in events {
            out.add("[\(event.microseconds),")
            out.add(event.fact)
            out.add("]\n")
        }
        return out.bytes
    }

    private struct LineWriter {
        var bytes: [UInt8] = []

        mutating func add(_ text: String) {
            bytes += text.utf8
        }

        mutating func add(quoted text: String) {
            bytes.append(string: text)
        }

        mutating func add(_ fact: Fact) {
            switch fact {
            case .request(let method, let target, let fields):
                add("\"req\",{\"method\":")
                add(quoted: method)
                add(",\"path\":")
                add(quoted: target)
                add(fields)
            case .requestBody(let body): add(body, as: "req.body")
            case .requestEnd: add("\"req.end\",{}")
            case .response(let status, let fields):
                add("\"up\",{\"status\":\(status)")
                add(fields)
            case .responseBody(let body): add(body, as: "up.body")
            case .responseEnd: add("\"up.end\",{}")
            case .responseError(let reason):
                add("\"up.error\",{\"reason\":")
                add(quoted: reason)
                add("}")
            case .cancel: add("\"cancel\",{}")
            case .decision(let decision): add(decision)
            }
        }

        private mutating func add(_ decision: RuleHit) {
            add("\"decision\",{\"rule\":")
            add(quoted: decision.rule)
            add(",\"target\":")
            add(quoted: decision.target)
            add(",\"span\":[\(decision.span.lowerBound),\(decision.span.upperBound)],\"action\":")
            add(quoted: decision.action)
            add(",\"mode\":\"\(decision.isShadow ? "shadow" : "enforce")\"}")
        }

        private mutating func add(_ fields: HeaderFields) {
            add(",\"headers\":[")
            for (index, field) in fields.fields.enumerated() {
                add(index == 0 ? "[" : ",[")
                add(quoted: field.name)
                add(",")
                add(quoted: field.value)
                add("]")
            }
            add("]}")
        }

        private mutating func add(_ body: [UInt8], as kind: String) {
            if UTF8Repair.isValid(body.span) {
                add("\"\(kind)\",{\"d\":")
                add(quoted: String(decoding: body, as: UTF8.self))
            } else {
                add("\"\(kind)\",{\"b64\":")
                add(quoted: Data(body).base64EncodedString())
            }
            add("}")
        }
    }
}

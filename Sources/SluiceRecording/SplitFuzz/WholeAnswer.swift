import SluiceRules
import SluiceWire

/// The answer in one piece that a provider would have given in place of a stream, made from the stream's deltas.
struct WholeAnswer {
    /// The answer's JSON.
    let json: [UInt8]
    /// The texts in it.
    let texts: [RunningText]

    /// Nil where the dialect has no such answer, or no place for one of the texts.
    init?(_ texts: [RunningText], dialect: any Dialect) {
        let deltas = texts.filter {
            !$0.isWhole && !$0.bytes.isEmpty && $0.target != .responseOther
                && String(validating: $0.bytes, as: UTF8.self) != nil
        }
        self.texts = deltas
        switch dialect.name {
        // `reasoning_details`, the signed text of this dialect, has no place in the message that is made here.
        case DialectNames.chat where !deltas.contains(where: \.isSigned):
            json = Self.choices(deltas) { Self.message($0) }
        case DialectNames.completions: json = Self.choices(deltas) { Self.texts($0) }
        case DialectNames.messages: json = Self.blocks(deltas)
        case DialectNames.responses: json = Self.items(deltas)
        case DialectNames.gemini: json = Self.candidates(deltas)
        case DialectNames.ollamaChat: json = Self.line(deltas)
        default: return nil
        }
        var places: Set<String> = []
        for text in deltas where !places.insert("\(text.target) \(text.key.major) \(text.key.minor)").inserted
        {
            return nil
        }
        guard !deltas.isEmpty, (try? JSONMembers(json, options: .response)) != nil else { return nil }
    }

    private static func choices(_ texts: [RunningText], _ content: ([RunningText]) -> String) -> [UInt8] {
        let indices = Set(texts.map(\.key.major)).sorted()
        let choices = indices.map { index in
            let own = texts.filter { $0.key.major == index }
            return #"{"index":\#(index),\#(content(own)),"finish_reason":"stop"}"#
        }
        return Array(#"{"id":"a","choices":[\#(choices.joined(separator: ","))]}"#.utf8)
    }

    private static func message(_ texts: [RunningText]) -> String {
        var members = [#""role":"assistant""#]
        let calls = texts.filter { $0.target == .responseToolArguments }.map { call in
            #"{"index":\#(call.key.minor),"function":{"name":"f","arguments":\#(quoted(call.bytes))}}"#
        }
        for text in texts {
            switch text.target {
            case .responseText: members.append(#""content":\#(quoted(text.bytes))"#)
            case .responseReasoning: members.append(#""reasoning_content":\#(quoted(text.bytes))"#)
            case .responseRefusal: members.append(#""refusal":\#(quoted(text.bytes))"#)
            default: break
            }
        }
        if !calls.isEmpty { members.append(#""tool_calls":[\#(calls.joined(separator: ","))]"#) }
        return #""message":{\#(members.joined(separator: ","))}"#
    }

    private static func texts(_ texts: [RunningText]) -> String {
        texts.map { #""text":\#(quoted($0.bytes))"# }.joined(separator: ",")
    }

    /// A tool's arguments stand in the block as JSON, not as a string of it.
    private static func blocks(_ texts: [RunningText]) -> [UInt8] {
        let blocks = texts.map { text in
            switch text.target {
            case .responseReasoning: #"{"type":"thinking","thinking":\#(quoted(text.bytes))}"#
            case .responseToolArguments:
                #"{"type":"tool_use","name":"f","input":\#(String(decoding: text.bytes, as: UTF8.self))}"#
            default: #"{"type":"text","text":\#(quoted(text.bytes))}"#
            }
        }
        return Array(#"{"type":"message","content":[\#(blocks.joined(separator: ","))]}"#.utf8)
    }

    /// Items in the order of their numbers, each with all of its texts.
    private static func items(_ texts: [RunningText]) -> [UInt8] {
        let last = texts.map(\.key.major).max() ?? -1
        let items = (0...max(last, 0)).map { index in
            let own = texts.filter { $0.key.major == index }.sorted { $0.key.minor < $1.key.minor }
            let contents = own.compactMap { text in
                switch text.target {
                case .responseText: #"{"type":"output_text","text":\#(quoted(text.bytes))}"#
                case .responseRefusal: #"{"type":"refusal","refusal":\#(quoted(text.bytes))}"#
                default: nil
                }
            }
            let summaries = own.filter { $0.target == .responseReasoning }.map {
                #"{"type":"summary_text","text":\#(quoted($0.bytes))}"#
            }
            let calls = own.filter { $0.target == .responseToolArguments }.map { text in
                #""\#(text.encoding == .json ? "arguments" : "input")":\#(quoted(text.bytes)),"#
            }
            return #"{\#(calls.joined())"type":"message","content":[\#(contents.joined(separator: ","))],"#
                + #""summary":[\#(summaries.joined(separator: ","))]}"#
        }
        return Array(#"{"object":"response","output":[\#(items.joined(separator: ","))]}"#.utf8)
    }

    private static func candidates(_ texts: [RunningText]) -> [UInt8] {
        let candidates = Set(texts.map(\.key.major)).sorted().map { index in
            let parts = texts.filter { $0.key.major == index }.map { text in
                switch text.target {
                case .responseReasoning: #"{"text":\#(quoted(text.bytes)),"thought":true}"#
                case .responseToolArguments:
                    #"{"functionCall":{"partialArgs":[{"stringValue":\#(quoted(text.bytes))}]}}"#
                default: #"{"text":\#(quoted(text.bytes))}"#
                }
            }
            return #"{"index":\#(index),"content":{"parts":[\#(parts.joined(separator: ","))]}}"#
        }
        return Array(#"{"candidates":[\#(candidates.joined(separator: ","))]}"#.utf8)
    }

    private static func line(_ texts: [RunningText]) -> [UInt8] {
        let members = texts.map { text in
            #""\#(text.target == .responseReasoning ? "thinking" : "content")":\#(quoted(text.bytes))"#
        }
        return Array(#"{"message":{"role":"assistant",\#(members.joined(separator: ","))},"done":true}"#.utf8)
    }

    private static func quoted(_ text: [UInt8]) -> String {
        String(decoding: text, as: UTF8.self).quotedAsJSON
    }
}

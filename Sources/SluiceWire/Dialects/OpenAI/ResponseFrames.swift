/// The events that end a stream of OpenAI's Responses.
struct ResponseFrames {
    /// Writes the events.
    private(set) var writer: EventWriter

    private let ledger: StreamLedger
    private var number: Int
    private var items: [ResponseDraft.Item]

    /// Makes the events that continue a stream.
    init(_ ledger: StreamLedger) {
        self.ledger = ledger
        writer = EventWriter(ledger)
        number = ledger.response.sequenceNumber
        items = ledger.response.items
    }

    /// Closes the open items with the text that was delivered, and the response as incomplete.
    ///
    /// A call whose arguments broke off is closed by nothing: nobody shall run it.
    mutating func end(refusalText: String?) {
        if let refusalText { refuse(refusalText) }
        for place in items.indices where items[place].done == nil && items[place].isTextual {
            for part in items[place].parts where !part.isDone { close(part, of: items[place]) }
            var data: [UInt8] = []
            data.append("\"output_index\":")
            data.append(number: items[place].index)
            data.append(",\"item\":")
            items[place].done = items[place].json
            data += items[place].done ?? []
            event("response.output_item.done", data)
        }
        event("response.incomplete", incomplete)
    }

    /// Writes an error event, flat as OpenAI declares it and nested as SDKs look for it.
    mutating func fail(_ notice: Notice) {
        var data: [UInt8] = []
        data.append("\"code\":")
        data.append(string: notice.code)
        data.append(",\"message\":")
        data.append(string: notice.message)
        data.append(",\"param\":null,\"error\":")
        data += OpenAIError.event(notice).dropFirst("{\"error\":".utf8.count).dropLast()
        event("error", data)
    }

    /// Tells the reader: as prose in the open text, else as a refusal of its own, which never breaks JSON.
    private mutating func refuse(_ text: String) {
        var raw: [UInt8] = []
        JSONText.appendEscaped([UInt8](text.utf8).span, into: &raw)
        let open = items.lastIndex {
            $0.done == nil && $0.parts.last?.kind == .text && $0.parts.last?.isTextDone == false
        }
        if let open, !ledger.request.isStructured, let part = items[open].parts.last {
            event(
                "response.output_text.delta", place(part, of: items[open]) + member("delta", raw) + logprobs)
            items[open].parts[items[open].parts.count - 1].text += raw
            return
        }
        let index = min(items.map(\.index).max() ?? -1, .max - 1) + 1
        var item = ResponseDraft.Item(
            index: index, id: Array("\"msg_refused_\(index)\"".utf8), type: Array("\"message\"".utf8))
        var data: [UInt8] = []
        data.append("\"output_index\":")
        data.append(number: index)
        data.append(",\"item\":")
        event("response.output_item.added", data + item.json)
        var part = ResponseDraft.Part(kind: .refusal, index: 0)
        event("response.content_part.added", place(part, of: item) + Array(",\"part\":".utf8) + part.json)
        part.text = raw
        event("response.refusal.delta", place(part, of: item) + member("delta", raw))
        item.parts = [part]
        items.append(item)
    }

    private mutating func close(_ part: ResponseDraft.Part, of item: ResponseDraft.Item) {
        let place = place(part, of: item)
        let whole = place + Array(",\"part\":".utf8) + part.json
        switch part.kind {
        case .text:
            if !part.isTextDone {
                event("response.output_text.done", place + member("text", part.text) + logprobs)
            }
            event("response.content_part.done", whole)
        case .refusal:
            if !part.isTextDone { event("response.refusal.done", place + member("refusal", part.text)) }
            event("response.content_part.done", whole)
        case .reasoning:
            if !part.isTextDone { event("response.reasoning_text.done", place + member("text", part.text)) }
            event("response.content_part.done", whole)
        case .summary:
            if !part.isTextDone {
                event("response.reasoning_summary_text.done", place + member("text", part.text))
            }
            event("response.reasoning_summary_part.done", whole)
        }
    }

    private let logprobs = [UInt8](",\"logprobs\":[]".utf8)

    private func member(_ name: StaticString, _ raw: [UInt8]) -> [UInt8] {
        var data: [UInt8] = []
        data.append(",\"")
        data.append(name)
        data.append("\":\"")
        data += raw
        data.append("\"")
        return data
    }

    /// The members that say which part of which item an event speaks of.
    private func place(_ part: ResponseDraft.Part, of item: ResponseDraft.Item) -> [UInt8] {
        var data: [UInt8] = []
        data.append("\"item_id\":")
        data += item.id
        data.append(",\"output_index\":")
        data.append(number: item.index)
        data.append(part.kind == .summary ? ",\"summary_index\":" : ",\"content_index\":")
        data.append(number: part.index)
        return data
    }

    private mutating func event(_ type: StaticString, _ members: [UInt8]) {
        number += 1
        var data: [UInt8] = []
        data.append("{\"type\":\"")
        data.append(type)
        data.append("\",\"sequence_number\":")
        data.append(number: number)
        data.append(",")
        data += members
        data.append("}")
        writer.event(type, data: data)
    }

    /// The response with the items that were delivered in full.
    private var incomplete: [UInt8] {
        var data: [UInt8] = []
        data.append("\"response\":{\"id\":")
        data += ledger.identity.id ?? Array("\"\"".utf8)
        data.append(",\"object\":\"response\",\"created_at\":")
        data += ledger.identity.created ?? Array("0".utf8)
        data.append(
            ",\"status\":\"incomplete\",\"error\":null,\"incomplete_details\":{\"reason\":\"content_filter\"},"
        )
        data.append("\"instructions\":null,\"metadata\":{},\"model\":")
        data += ledger.identity.model ?? Array("\"\"".utf8)
        data.append(",\"output\":[")
        data += items.compactMap(\.done).joined(separator: [UInt8(ascii: ",")])
        data.append("],\"parallel_tool_calls\":true,\"tool_choice\":\"auto\",\"tools\":[],\"usage\":null}")
        return data
    }
}

extension ResponseDraft.Item {
    /// Whether it holds nothing but texts, which can end anywhere.
    fileprivate var isTextual: Bool {
        type.elementsEqual("\"message\"".utf8) || type.elementsEqual("\"reasoning\"".utf8)
    }

    /// The item as far as it came.
    fileprivate var json: [UInt8] {
        let isMessage = type.elementsEqual("\"message\"".utf8)
        let contents = parts.filter { $0.kind != .summary }.map(\.json)
        let summaries = parts.filter { $0.kind == .summary }.map(\.json)
        var data: [UInt8] = []
        data.append("{\"id\":")
        data += id
        data.append(",\"type\":")
        data += type
        data.append(",\"status\":\"incomplete\",")
        if isMessage {
            data.append("\"role\":\"assistant\",")
        } else {
            data.append("\"summary\":[")
            data += summaries.joined(separator: [UInt8(ascii: ",")])
            data.append("],")
        }
        data.append("\"content\":[")
        data += contents.joined(separator: [UInt8(ascii: ",")])
        data.append("]}")
        return data
    }
}

extension ResponseDraft.Part {
    /// The part with its text.
    fileprivate var json: [UInt8] {
        var data: [UInt8] = []
        switch kind {
        case .text: data.append("{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\"")
        case .refusal: data.append("{\"type\":\"refusal\",\"refusal\":\"")
        case .reasoning: data.append("{\"type\":\"reasoning_text\",\"text\":\"")
        case .summary: data.append("{\"type\":\"summary_text\",\"text\":\"")
        }
        data += text
        data.append("\"}")
        return data
    }
}

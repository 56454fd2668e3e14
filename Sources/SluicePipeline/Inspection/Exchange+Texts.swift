import SluiceWire

extension Exchange {
    /// The texts that `filter_request` reads in the body as it is now; none where it refuses to read it.
    package var requestTexts: [ReadText] {
        guard !body.isEmpty else { return [] }
        switch requestReading {
        case .json: return texts(ofJSON: body, dialect.request, .request) ?? []
        case .multipart(let type):
            let type = Array(type.utf8)
            guard let form = try? MultipartForm(body.span, contentType: type.span),
                let texts = try? FilterRequest.texts(of: form, in: body, takesLists: dialect.takesLists)
            else { return [] }
            return self.texts(of: texts)
        case .urlEncoded: return texts(of: (try? URLEncodedForm(body.span))?.texts ?? [])
        case .text: return [ReadText(target: .requestOther, bytes: body)]
        case .unread, .refused: return []
        }
    }

    /// The texts that `filter_response` reads in an answer that isn't read event by event.
    package func answerTexts(_ body: [UInt8], status: Int, as reading: AnswerReading) -> [ReadText] {
        var text: [UInt8] = []
        UTF8Repair.repair(body.span, into: &text)
        guard !text.isEmpty else { return [] }
        switch reading {
        case .whole:
            let table = status >= 400 ? dialect.errorAnswer : dialect.answer
            if let texts = texts(ofJSON: text, table, .response) { return texts }
            let isGeneric = dialect is GenericDialect
            return JSONLines(text, table, isGeneric: isGeneric, namesLines: false)?.texts
                ?? [ReadText(target: .responseOther, bytes: text)]
        case .text: return [ReadText(target: .responseText, bytes: text)]
        case .events, .binary: return []
        }
    }

    private func texts(ofJSON json: [UInt8], _ table: PathTable, _ options: JSONOptions) -> [ReadText]? {
        var scan = PayloadScan()
        guard (try? table.scan(json.span, options: options, into: &scan)) != nil else { return nil }
        return ReadText.texts(of: scan, in: json.span)
    }

    private func texts(of form: [FormText]) -> [ReadText] {
        form.flatMap { field -> [ReadText] in
            var text: [UInt8] = []
            field.decode(from: body.span, into: &text)
            if !UTF8Repair.isValid(text.span) { text = UTF8Repair.withSameLength(text) }
            let isGeneric = dialect is GenericDialect
            if field.role == .value,
                let lines = JSONLines(text, dialect.request, isGeneric: isGeneric, namesLines: false)
            {
                return lines.texts
            }
            let place = "part \(field.part + 1) of the form"
            return text.isEmpty ? [] : [ReadText(target: .requestOther, bytes: text, place: place)]
        }
    }
}

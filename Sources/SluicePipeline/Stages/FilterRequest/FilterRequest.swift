package import SluiceRules
import SluiceWire

/// `filter_request`: holds every text of the request against the rules, before anything is forwarded.
///
/// A blocked request is answered 400 and never leaves; redacted and replaced text goes on changed, every other byte
/// as it was. JSON bodies are read by the dialect of the path, form and multipart bodies field by field, any other
/// text as a whole.
///
/// Security: what can't be read isn't forwarded. A JSON body that two parsers could read differently (duplicate
/// keys, lone surrogates, bytes behind the value) is refused, a body of an unknown type or of several is refused unless
/// it is text, and so is a prompt given as token numbers. A described endpoint takes no binary body. An endpoint that
/// no dialect describes is refused before its body is read, and so is a realtime session. Audio, images and other
/// binary parts of a form are passed unread; a field or a list of requests that isn't UTF-8 is refused.
package struct FilterRequest: Stage {
    package static let name = "filter_request"

    /// The options.
    package let options: Options

    package init(options: Options = Options()) {
        self.options = options
    }

    package init?(options node: ConfigNode?, _ diagnostics: Diagnostics) {
        var options = Options()
        if let node, !node.isNull { options = Options(node, diagnostics) }
        self.init(options: options)
    }

    package func receive(_ exchange: inout Exchange) -> Outcome {
        guard !exchange.body.isEmpty else { return .next }
        if passesUnread(exchange.endpoint) {
            exchange.receipt.count(unread: exchange.body.count, .request)
            return .next
        }
        exchange.noteConversation()
        exchange.noteOrigin()
        var inspector = TextInspector(rules: exchange.rules)
        let outcome = inspect(&exchange, &inspector)
        exchange.record(inspector.findings)
        exchange.record(exceptions: inspector.exceptions)
        if let block = inspector.block {
            return .refuse(exchange.refusal(for: block, otherwise: options.refusalText))
        }
        return outcome
    }

    package func respond(_ head: inout ResponseHead, _ exchange: inout Exchange) {
        guard !exchange.tags.isEmpty else { return }
        head.fields[.xSluiceTags] = exchange.tags.joined(separator: ", ")
    }

    private func inspect(_ exchange: inout Exchange, _ inspector: inout TextInspector) -> Outcome {
        switch exchange.requestReading {
        case .json: return inspectJSON(&exchange, &inspector)
        case .multipart(let type): return inspectMultipart(&exchange, contentType: type, &inspector)
        case .urlEncoded: return inspectURLEncoded(&exchange, &inspector)
        case .text: return inspectText(&exchange, &inspector)
        case .unread:
            exchange.receipt.count(unread: exchange.body.count, .request)
            return .next
        case .refused: return .refuse(.mediaType)
        }
    }

    private func inspectJSON(_ exchange: inout Exchange, _ inspector: inout TextInspector) -> Outcome {
        ThreadScan.current.lend { inspectJSON(&exchange, &inspector, &$0) }
    }

    private func inspectJSON(
        _ exchange: inout Exchange, _ inspector: inout TextInspector, _ scan: inout PayloadScan
    ) -> Outcome {
        let body = exchange.body
        let table = exchange.dialect.request
        let options = JSONOptions.request.naming(passed: exchange.receipt.namesLines)
        do throws(JSONError) {
            try table.scan(body.span, options: options, into: &scan)
        } catch {
            return .refuse(Refusal(error))
        }
        exchange.receipt.count(scan, table, isGeneric: exchange.dialect is GenericDialect)
        exchange.noteRequest(scan, payload: body.span)
        if let refusal = refusal(of: exchange.ledger.request) { return .refuse(refusal) }
        let changes = inspector.inspect(scan, in: body.span)
        guard !changes.isEmpty, inspector.block == nil else { return .next }
        var edited: [UInt8] = []
        changes.apply(to: body.span, into: &edited)
        exchange.body = edited
        return .next
    }

    private func inspectMultipart(
        _ exchange: inout Exchange, contentType: String, _ inspector: inout TextInspector
    ) -> Outcome {
        do throws(FormError) {
            let type = Array(contentType.utf8)
            let form = try MultipartForm(exchange.body.span, contentType: type.span)
            let texts = try Self.texts(
                of: form, in: exchange.body, takesLists: exchange.dialect.takesLists)
            return inspect(texts, &exchange, &inspector)
        } catch {
            return .refuse(Refusal(error))
        }
    }

    private func inspectURLEncoded(_ exchange: inout Exchange, _ inspector: inout TextInspector) -> Outcome {
        do throws(FormError) {
            let form = try URLEncodedForm(exchange.body.span)
            return inspect(form.texts, &exchange, &inspector)
        } catch {
            return .refuse(Refusal(error))
        }
    }

    private func inspect(
        _ texts: [FormText], _ exchange: inout Exchange, _ inspector: inout TextInspector
    ) -> Outcome {
        var edits: [(text: FormText, edits: [TextEdit])] = []
        var decoded: [UInt8] = []
        for text in texts {
            decoded.removeAll(keepingCapacity: true)
            text.decode(from: exchange.body.span, into: &decoded)
            if !UTF8Repair.isValid(decoded.span) { decoded = UTF8Repair.withSameLength(decoded) }
            var lines: JSONLines?
            if text.role == .value {
                lines = JSONLines(
                    decoded, exchange.dialect.request, isGeneric: exchange.dialect is GenericDialect,
                    namesLines: exchange.receipt.namesLines)
            }
            let changes: [TextEdit]
            if let lines {
                let dialect = exchange.dialect
                var ledger = StreamLedger()
                changes = lines.inspect(&inspector, &exchange.receipt) { scan, payload in
                    dialect.readRequest(scan, payload: payload, ledger: &ledger)
                }
                if let refusal = refusal(of: ledger.request) { return .refuse(refusal) }
                guard !lines.isBroken || !dialect.takesLists else { return .refuse(.brokenLine) }
            } else {
                exchange.receipt.count(text: decoded.count, .requestOther)
                changes = inspector.inspect(decoded.span, target: .requestOther)
            }
            if !changes.isEmpty { edits.append((text, changes)) }
        }
        guard !edits.isEmpty, inspector.block == nil else { return .next }
        var edited: [UInt8] = []
        FormEditor.apply(edits, to: exchange.body.span, into: &edited)
        exchange.body = edited
        return .next
    }

    private func inspectText(_ exchange: inout Exchange, _ inspector: inout TextInspector) -> Outcome {
        exchange.receipt.count(text: exchange.body.count, .requestOther)
        let changes = inspector.inspect(exchange.body.span, target: .requestOther)
        guard !changes.isEmpty, inspector.block == nil else { return .next }
        exchange.body = exchange.body.applying(changes)
        return .next
    }

    /// Why a request that says more than can be read doesn't go on.
    private func refusal(of facts: RequestFacts) -> Refusal? {
        if facts.hasTokenPrompt && options.tokenPrompts == .refuse { return .tokenPrompt }
        if facts.hasServerState && options.serverState == .refuse { return .serverState }
        return nil
    }
}

import NIOCore
import SluicePipeline
import SluiceWire

/// The way of the answer: from the upstream through the relay to the client.
extension ActiveExchange: UpstreamConsumer {
    func upstreamDidRespond(_ head: consuming UpstreamHead) {
        guard phase == .relaying else { return }
        contentLength = head.contentLength
        upstreamStatus = head.status
        countAnswer(head.status)
        // Moved, not copied: stages change them.
        var response = ResponseHead(status: head.status, fields: HeaderFields())
        swap(&response.fields.fields, &head.fields)
        let family = MediaType(response.fields.single(.contentType)).family
        isStream = family == .eventStream || family == .lines
        tap?.note(.response(status: response.status, fields: response.fields))
        let isBodyless = isHead || response.status == 204 || response.status == 304
        if head.isCoded, !isBodyless, relay?.exchange.responseFilter != nil {
            switch AnswerDecoder.plan(response.fields) {
            case .plain: break
            case .decode(let coding):
                let limit = pool?.upstream.limits.decodedBytes ?? 0
                decoder = AnswerDecoder(coding, limitBytes: limit)
                contentLength = nil
            case .unreadable:
                relay?.fail(Self.uninspectable)
                return
            }
            response.fields.remove(.contentEncoding)
        }
        relay?.open(response, contentLength: contentLength)
    }

    func upstreamDidReceive(_ bytes: Span<UInt8>) {
        guard phase == .relaying else { return }
        tap?.note(bytes)
        textWatch.beginRead()
        filter {
            if decoder == nil { relay?.push(bytes) } else { decode(bytes) }
        }
    }

    private func decode(_ bytes: Span<UInt8>) {
        guard var relay = relay.take() else { return }
        do throws(ContentDecodingError) {
            try decoder?.push(bytes, to: &relay, hold: hold)
        } catch {
            relay.fail(Self.uninspectable)
        }
        self.relay = relay
    }

    func upstreamDidEnd() {
        guard phase == .relaying else { return }
        tap?.note(.ended)
        do throws(ContentDecodingError) {
            try decoder?.finish()
            filter { relay?.finish() }
        } catch {
            relay?.fail(Self.uninspectable)
        }
    }

    func upstreamDidFail(_ fault: UpstreamFault) {
        guard phase == .relaying else { return }
        call = nil
        self.fault = fault
        if upstreamStatus == nil { countAnswer(nil) }
        tap?.note(.failed(fault.refusal.code.rawValue))
        relay?.fail(fault.refusal)
        deliver()
    }

    func upstreamReadComplete() {
        guard phase == .relaying else { return }
        if loop.core.held != nil, let bytes = relay?.heldBytes, !hold(bytes) { relay?.fail(.tooMuchHeld) }
        deliver()
    }

    /// The client reads too slowly.
    func pause() {
        call?.pause()
    }

    func resume() {
        call?.resume()
    }

    /// The client has left: nothing more is asked of the upstream.
    func clientDidLeave() {
        guard phase != .ended else { return }
        conclude(.clientClosed)
        call?.cancel()
        call = nil
    }

    /// The drain time is over: what is decided leaves, then the dialect's error.
    func endForShutdown() {
        let refusal = Refusal(.shuttingDown, "The service is restarting; try again.", closesConnection: true)
        switch phase {
        case .collecting:
            refuse(refusal)
        case .relaying:
            isShutDown = true
            relay?.fail(refusal)
            deliver()
        case .judging:
            conclude(.shuttingDown)
            connection.close()
        case .ended: break
        }
    }

    private func countAnswer(_ status: Int?) {
        guard let pool else { return }
        loop.tally.countAnswer(of: pool.upstream.name, status: status, after: NIODeadline.now() - forwarded)
    }

    private static let uninspectable = Refusal(
        .responseUninspectable, "The upstream provider's answer is coded in a way that can't be inspected.")
}

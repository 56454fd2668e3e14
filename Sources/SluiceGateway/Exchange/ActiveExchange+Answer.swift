import NIOCore
import SluicePipeline

/// Writing answers, and what is noted when one is complete.
extension ActiveExchange {
    /// A body of a refused request that is at most so large is read to its end, so that the connection can stay.
    private static let discardableBytes = 64 * 1024

    /// Writes an answer that Sluice makes itself.
    func send(_ answer: Answer) {
        let status = answer.head.status
        let isBodyless = isHead || status == 204 || status == 304 || status < 200
        if answer.closesConnection || !connection.isRequestComplete && !isRestDiscardable {
            connection.closeBehindAnswer()
        }
        let head = AnswerHead(
            head: answer.head,
            framing: status == 204 || status == 304 ? .none : .length(answer.body.count))
        sentBytes += connection.write(head, isBodyless ? [] : answer.body, isLast: true)
        refusal = answer.refusal
        conclude(outcome(ofAnswer: status), status: status)
        connection.flush()
        connection.exchangeDidEnd()
    }

    /// Writes what the relay lets go as one buffer, and ends the answer when it is complete.
    func deliver() {
        guard let state = relay?.state else { return }
        let head = relay?.takeHead().map { shown($0) }
        let count = relay?.moveOutput(to: connection, behind: head, isLast: state == .complete) ?? 0
        noteTextFlow()
        if count > 0, let now = loop.silence?.now { writtenAtTick = now }
        sentBytes += count
        switch state {
        case .open:
            connection.flush()
        case .complete:
            end()
            connection.flush()
            connection.holdUnsent(count)
            connection.exchangeDidEnd()
        case .broken:
            end()
            connection.breakOff()
        }
    }

    private func shown(_ head: consuming ResponseRelay.Head) -> AnswerHead {
        sentFraming = head.framing
        if head.closesConnection { connection.closeBehindAnswer() }
        var shown = head.framing
        if shown == .none, isHead, head.head.status != 204, head.head.status != 304, let contentLength {
            shown = .length(contentLength)
        }
        head.head.fields.remove(.xSluiceEvent)
        head.head.fields.append(.xSluiceEvent, id)
        return AnswerHead(head: head.head, framing: shown)
    }

    /// The relay has said its last: the upstream isn't needed any more.
    private func end() {
        let outcome = outcomeOfRelay
        conclude(outcome, status: nil)
        call?.cancel()
        call = nil
    }

    private var isRestDiscardable: Bool {
        guard let expectedBytes else { return false }
        return expectedBytes <= Self.discardableBytes && !expectsContinue
    }
}

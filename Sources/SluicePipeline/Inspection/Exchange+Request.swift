import SluiceWire

extension Exchange {
    /// Notes what endings need to know of a request that a stage has read.
    mutating func noteRequest(_ scan: borrowing PayloadScan, payload: Span<UInt8>) {
        isRequestNoted = true
        dialect.readRequest(scan, payload: payload, ledger: &ledger)
    }

    /// Notes what endings need to know of a request that no stage has read so far: prose in the ending of an answer
    /// that has to be JSON would break the client.
    package mutating func noteRequest() {
        guard !isRequestNoted, ASCII.startsLikeJSON(body) else { return }
        let body = body
        ThreadScan.current.lend { scan in
            do throws(JSONError) {
                try dialect.request.scan(body.span, options: .request, into: &scan)
            } catch {
                return
            }
            noteRequest(scan, payload: body.span)
        }
    }
}

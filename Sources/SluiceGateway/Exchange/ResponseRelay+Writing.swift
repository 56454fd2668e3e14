import SluicePipeline

extension ResponseRelay {
    /// Moves the bytes that may leave to a client; in place, since the relay is too large to be copied per frame.
    ///
    /// - Returns: How many bytes were written.
    mutating func moveOutput(to client: any ExchangeClient, behind head: AnswerHead?, isLast: Bool) -> Int {
        guard head != nil || isLast || !output.isEmpty else { return 0 }
        let count = client.write(head, output, isLast: isLast)
        output.removeAll(keepingCapacity: true)
        return count
    }
}

extension Recording {
    /// Puts other bodies in the place of those that were recorded, cut into pieces as they were.
    ///
    /// - Parameters:
    ///   - request: As long as the recorded body of the request.
    ///   - response: As long as that of the response.
    mutating func replaceBodies(request: [UInt8], response: [UInt8]) {
        var left = (request: request[...], response: response[...])
        for (index, event) in events.enumerated() {
            switch event.fact {
            case .requestBody(let bytes):
                events[index].fact = .requestBody(Array(left.request.prefix(bytes.count)))
                left.request = left.request.dropFirst(bytes.count)
            case .responseBody(let bytes):
                events[index].fact = .responseBody(Array(left.response.prefix(bytes.count)))
                left.response = left.response.dropFirst(bytes.count)
            case .request, .requestEnd, .response, .responseEnd, .responseError, .cancel, .decision: break
            }
        }
    }
}

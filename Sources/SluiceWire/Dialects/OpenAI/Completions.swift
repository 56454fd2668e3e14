/// OpenAI's legacy Completions, `POST /v1/completions`.
package struct Completions: ChunkDialect {
    package let name = "openai.completions"
    package let request = PathTable(side: .request, Self.requestEntries)
    package let answer = PathTable(side: .response, Self.responseEntries(.whole))
    package let event = PathTable(side: .response, unnamed: .delta, Self.responseEntries(.delta))
    package let chunkObject: StaticString = "text_completion"
    package let silentChoice = [UInt8]("\"text\":\"\"".utf8)

    /// Makes the dialect.
    package init() {}

    /// The text as it is: these choices hold nothing but prose.
    package func refusal(_ text: String, isProse: Bool) -> [UInt8] {
        var member = [UInt8]("\"text\":".utf8)
        member.append(string: text)
        return member
    }
}

extension PlainDialect {
    /// `POST /v1/images/generations` and its kin; edits and variations come as forms.
    package static let images = PlainDialect(
        "openai.images",
        request: .texts("prompt", target: .requestUser) + .texts("user", target: .requestOther)
            + [.url("image", .requestOther), .url("images[].image_url", .requestOther)]
            + .opaque(
                "model", "n", "size", "quality", "style", "response_format", "background", "output_format",
                "output_compression", "moderation", "partial_images", "stream", "input_fidelity",
                "images[].file_id"),
        answer: [
            .text("data[].revised_prompt", .responseText), .text("data[].url", .responseOther),
            .text("revised_prompt", .responseText), .opaqueSubtree("usage"),
        ]
            + .opaque(
                "created", "created_at", "type", "data[].b64_json", "b64_json", "background",
                "output_format", "quality", "size", "partial_image_index"))

    /// `POST /v1/audio/speech`: only what shall be said can be read.
    package static let speech = PlainDialect(
        "openai.speech",
        request: .texts("input", "instructions", target: .requestUser)
            + .opaque("model", "voice", "voice.id", "response_format", "speed", "stream_format"),
        answer: [.opaqueSubtree("usage")] + .opaque("type", "audio"))

    /// `POST /v1/audio/transcriptions` and `/translations`: forms in; JSON, events or plain text out.
    ///
    /// Segments and words say the text again in pieces that a rule doesn't see together: they go when the text is
    /// edited.
    package static let transcription = PlainDialect(
        "openai.transcription", request: [],
        answer: transcriptEntries + [.text("text", .responseText)]
            + .logprobs("logprobs", lists: ["[]"], .responseText),
        event: transcriptEntries + .logprobs("logprobs", lists: ["[]"], .responseText)
            + PathEntry.text("logprobs[].token", .responseText, .piece, channel: "logprobs[].token").mirror
            .when("type", is: "transcript.text.delta")
            + PathEntry.text("delta", .responseText, .delta, channel: "text")
            .when("type", is: "transcript.text.delta")
            + PathEntry.text("text", .responseText, .repeats, channel: "text")
            .when("type", is: "transcript.text.done")
            + PathEntry.text("text", .responseText, .piece, channel: "segment")
            .when("type", is: "transcript.text.segment"))

    private static let transcriptEntries: [PathEntry] =
        [
            .droppable("segments"), .subtree("segments", .responseText), .droppable("words"),
            .subtree("words", .responseText), .droppable("segments[].tokens"),
            .text("speaker", .responseOther), .opaqueSubtree("usage"),
        ]
        + .opaque(
            "type", "task", "language", "duration", "segment_id", "id", "start", "end", "segments[].id",
            "segments[].type", "segments[].seek", "segments[].start", "segments[].end",
            "segments[].temperature", "segments[].avg_logprob", "segments[].compression_ratio",
            "segments[].no_speech_prob", "words[].start", "words[].end")
}

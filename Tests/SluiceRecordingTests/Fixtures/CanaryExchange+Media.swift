import SluiceRecording

extension CanaryExchange {
    private static let transcription = "/v1/audio/transcriptions"

    private static let recording = [
        (name: #""file"; filename="f.txt""#, value: "recorded words"), (name: #""model""#, value: "m"),
        (name: #""prompt""#, value: "p"), (name: #""keywords[]""#, value: "k"),
    ]

    /// Speech, images, embeddings, moderations: what isn't a conversation.
    static let media = [
        form(
            transcription, recording,
            #"{"task":"transcribe","language":"l","duration":1,"text":"t","segments":[{"id":0,"type":"t","text":"t","speaker":"s","tokens":[1]}],"words":[{"word":"w","start":0,"end":1}],"logprobs":[{"token":"t"}],"usage":{"note":"n"},"novel":"n"}"#
        ),
        form(
            transcription, recording, "1\n00:00:00,000 --> 00:00:01,000\nfirst words\n\nmore words\n",
            type: "text/plain; charset=utf-8"),
        form(
            transcription, recording, "WEBVTT\n\n00:00.000 --> 00:01.000\nfirst words\n", type: "text/vtt"),
        events(
            transcription,
            ["a", "b"].map {
                #"{"type":"transcript.text.delta","delta":"\#($0)","segment_id":"s","logprobs":[{"token":"\#($0)"}]}"#
            } + [
                #"{"type":"transcript.text.segment","id":"i","text":"t","speaker":"s","start":0,"end":1}"#,
                #"{"type":"transcript.text.done","text":"ab","logprobs":[{"token":"t"}],"usage":{"type":"tokens"}}"#,
            ]),
        make(
            "/v1/images/generations",
            #"{"model":"m","prompt":"p","user":"u","size":"s","quality":"q","style":"s","background":"b","output_format":"f","moderation":"low","response_format":"url","novel":"n"}"#,
            #"{"created":1,"data":[{"b64_json":"AAAA","revised_prompt":"r","url":"u"}],"background":"b","output_format":"f","quality":"q","size":"s","usage":{"note":"n"},"novel":"n"}"#
        ),
        form(
            "/v1/images/edits",
            [(name: #""prompt""#, value: "p"), (name: #""image"; filename="i.png""#, value: "\u{0}")],
            #"{"data":[]}"#),
        events(
            "/v1/images/generations",
            ["image_generation.partial_image", "image_generation.completed"].map {
                #"{"type":"\#($0)","b64_json":"AAAA","created_at":1,"size":"s","quality":"q","background":"b","output_format":"f","partial_image_index":0,"revised_prompt":"r"}"#
            }),
        make(
            "/v1/audio/speech",
            #"{"model":"m","input":"i","instructions":"i","voice":"v","response_format":"mp3","stream_format":"sse"}"#,
            "data: {\"type\":\"speech.audio.delta\",\"audio\":\"AAAA\",\"novel\":\"n\"}\n\n",
            type: "text/event-stream"),
        make(
            "/v1/embeddings",
            #"{"model":"m","input":["i"],"user":"u","encoding_format":"base64","novel":"n"}"#,
            #"{"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":"AAAA"}],"usage":{"note":"n"}}"#
        ),
        make(
            "/v1/moderations", #"{"model":"m","input":"i"}"#,
            #"{"id":"i","model":"m","results":[{"note":"n"}]}"#),
    ]

    private static let upload = [
        #"{"custom_id":"c","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[{"role":"user","content":"u"}]}}"#,
        #"{"custom_id":"c","method":"POST","url":"/v1/responses","body":{"model":"m","instructions":"i","input":[{"role":"user","content":"u"}]}}"#,
        #"{"custom_id":"c","method":"POST","url":"/v1/completions","body":{"model":"m","prompt":"p"},"novel":"n"}"#,
        #"{"messages":[{"role":"system","content":"s"},{"role":"user","content":"u"},{"role":"assistant","content":"a","weight":1}]}"#,
        #"{"prompt":"p","completion":"c"}"#,
    ]

    private static let download = [
        #"{"id":"b","custom_id":"c","response":{"status_code":200,"request_id":"r","body":{"id":"c","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"a","refusal":"r"},"finish_reason":"stop"}]}},"error":null}"#,
        #"{"id":"b","custom_id":"c","response":{"status_code":200,"request_id":"r","body":{"id":"r","object":"response","status":"completed","output":[{"id":"m","type":"message","role":"assistant","content":[{"type":"output_text","text":"t"}]}]}},"error":null}"#,
        #"{"id":"b","custom_id":"c","response":null,"error":{"code":"c","message":"m"},"novel":"n"}"#,
    ]

    /// Lists of requests and of answers, one a line.
    static let lists = [
        form(
            "/v1/files",
            [
                (name: #""purpose""#, value: "batch"),
                (name: #""file"; filename="f.jsonl""#, value: upload.joined(separator: "\n")),
            ],
            #"{"id":"f","object":"file","purpose":"batch","filename":"f","status":"s","novel":"n"}"#),
        make(
            "/v1/files/f/content", "", (download + upload).joined(separator: "\n") + "\n",
            type: "application/octet-stream"),
        make(
            "/v1/files/f/content", "", (download + upload).joined(separator: "\n") + "\n",
            type: "application/jsonl"),
        make(
            "/v1/batches",
            #"{"input_file_id":"f","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":{"k":"v"}}"#,
            #"{"id":"b","object":"batch","endpoint":"e","errors":{"object":"list","data":[{"code":"c","message":"m"}]},"input_file_id":"f","output_file_id":"f","status":"s","metadata":{"k":"v"},"novel":"n"}"#
        ),
    ]
}

/// The configuration that applies when no file is given: the providers told apart by their key header.
enum DefaultConfiguration {
    /// What complaints call it.
    static let name = "(built-in configuration)"

    static let text = """
        version: 1
        listen: 127.0.0.1:8080
        moderation:
          levels: [low, medium, high]
          default: medium
          floor: low
          from: [header:x-moderation-level, body:moderation_level]
        upstreams:
          openai: { url: "https://api.openai.com", first_byte_timeout: 600s }
          anthropic: { url: "https://api.anthropic.com", first_byte_timeout: 600s }
          gemini: { url: "https://generativelanguage.googleapis.com", first_byte_timeout: 600s }
        routes:
          - { path: /v1/messages, when: { header: x-api-key }, upstream: anthropic }
          - { path: /v1/messages, when: { header: authorization }, upstream: anthropic }
          - { path: /v1/, when: { header: x-api-key }, upstream: anthropic }
          - { path: /v1/, when: { header: authorization }, upstream: openai }
          - { path: /v1/, when: { header: x-goog-api-key }, upstream: gemini }
          - { path: /v1beta/, when: { header: x-goog-api-key }, upstream: gemini }
        chain:
          - cors: { origins: ["*"], max_age: 10m, expose: [x-request-id, request-id, x-sluice-event, retry-after] }
          - body_limit: 50MiB
          - strip_fields: [moderation, moderation_level]
          - allow_headers:
              request: [authorization, x-api-key, x-goog-api-key, api-key, content-type, accept, user-agent,
                "anthropic-*", "openai-*", "x-stainless-*", idempotency-key, x-request-id, traceparent, tracestate]
              response: [content-type, content-length, cache-control, date, retry-after, location, x-request-id,
                request-id, x-should-retry, "x-ratelimit-*", "anthropic-*", "openai-*"]
          - filter_request
          - filter_response
          - forward
        """
}

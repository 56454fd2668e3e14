"""A plain reader of server-sent events, httpx-sse, on the streams of every dialect that has them."""

import httpx_sse
import pytest

from harness.wire import chat_stream, gemini_stream, messages_stream, responses_stream

CARD = ["Use card 5555 ", "5555 5", "555 4444", " to pay."]


@pytest.mark.parametrize("path, stream, last", [
    ("/v1/chat/completions", chat_stream, "[DONE]"),
    ("/v1/responses", responses_stream, '"response.completed"'),
    ("/v1/messages", messages_stream, '"message_stop"'),
    ("/google/v1beta/models/m:streamGenerateContent?alt=sse", gemini_stream, '"STOP"'),
])
def test_every_event_is_read(http, provider, path, stream, last):
    pieces = stream(CARD)
    provider.handler = lambda call: call.stream(pieces)
    with httpx_sse.connect_sse(http, "POST", path, json={"stream": True}) as source:
        events = [event.data for event in source.iter_sse()]
    assert len(events) == len(pieces)
    assert last in events[-1]
    assert "[card]" in "".join(events)
    assert "5555" not in "".join(events)

"""Keepalives in streams that the client packages read: whoever reads the text doesn't notice them."""

import threading

import anthropic
import httpx as plain_httpx
import httpx2 as httpx
import openai
import pytest

from harness.wire import chat_stream, gemini_stream, messages_stream, responses_stream

HELD = ["Use card ", "5555 5555 ", "5555 4444", " to pay."]
TEXT = "Use card [card] to pay."
COMMENT = b": sluice\n\n"
PING = b'event: ping\ndata: {"type":"ping"}\n\n'


class Tap(httpx.HTTPTransport):
    """Keeps the bytes of answers, and tells when something has come in them so many times."""

    def __init__(self):
        super().__init__()
        self.received = b""
        self._heard = threading.Condition()

    def handle_request(self, request):
        response = super().handle_request(request)
        return httpx.Response(response.status_code, headers=response.headers, stream=Tapped(self, response.stream))

    def hear(self, data):
        with self._heard:
            self.received += data
            self._heard.notify_all()

    def wait_for(self, what, count, timeout=20):
        with self._heard:
            return self._heard.wait_for(lambda: self.received.count(what) >= count, timeout)


class Tapped(httpx.SyncByteStream):
    def __init__(self, tap, stream):
        self._tap, self._stream = tap, stream

    def __iter__(self):
        for data in self._stream:
            self._tap.hear(data)
            yield data

    def close(self):
        self._stream.close()


@pytest.fixture
def busy_sluice(start_sluice, provider):
    """A Sluice that doesn't leave a stream silent for long."""
    return start_sluice(response="keepalive: 20ms")


@pytest.fixture
def tap():
    return Tap()


@pytest.fixture
def http(tap):
    with httpx.Client(transport=tap, timeout=30) as client:
        yield client


def pausing(tap, events, what, at):
    """A handler that stops before some events until the client has got two keepalives more."""

    def handler(call):
        call.head(200, [("content-type", "text/event-stream")])
        for number, event in enumerate(events):
            if number in at:
                assert tap.wait_for(what, tap.received.count(what) + 2)
            call.chunk(event)
        call.end()

    return handler


def test_openai_reads_a_chat_stream_with_comments_in_it(busy_sluice, provider, tap, http):
    provider.handler = pausing(tap, chat_stream(HELD), COMMENT, at={2, 3, 5})
    with openai.OpenAI(api_key="sk-test", base_url=busy_sluice.url + "/v1", http_client=http) as client:
        stream = client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "hello"}], stream=True)
        chunks = [chunk.choices[0] for chunk in stream]
    assert "".join(choice.delta.content or "" for choice in chunks) == TEXT
    assert chunks[-1].finish_reason == "stop"
    assert tap.received.count(COMMENT) >= 6


def test_the_chat_stream_helper_reads_comments(busy_sluice, provider, tap, http):
    provider.handler = pausing(tap, chat_stream(HELD), COMMENT, at={2, 3})
    with openai.OpenAI(api_key="sk-test", base_url=busy_sluice.url + "/v1", http_client=http) as client:
        with client.chat.completions.stream(model="m", messages=[{"role": "user", "content": "hello"}]) as stream:
            assert stream.get_final_completion().choices[0].message.content == TEXT


def test_openai_reads_responses_with_comments_in_them(busy_sluice, provider, tap, http):
    provider.handler = pausing(tap, responses_stream(HELD), COMMENT, at={4, 5, 8})
    with openai.OpenAI(api_key="sk-test", base_url=busy_sluice.url + "/v1", http_client=http) as client:
        with client.responses.stream(model="m", input="hello") as stream:
            assert stream.get_final_response().output_text == TEXT


@pytest.mark.parametrize("helper", [False, True])
def test_anthropic_reads_a_stream_with_pings_in_it(busy_sluice, provider, tap, http, helper):
    provider.handler = pausing(tap, messages_stream(HELD), PING, at={4, 5, 8})
    options = {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "hello"}]}
    with anthropic.Anthropic(api_key="k", base_url=busy_sluice.url, http_client=http) as client:
        if helper:
            with client.messages.stream(**options) as stream:
                assert "".join(stream.text_stream) == TEXT
                assert stream.get_final_message().stop_reason == "end_turn"
        else:
            events = list(client.messages.create(**options, stream=True))
            deltas = [event.delta.text for event in events if event.type == "content_block_delta"]
            assert "".join(deltas) == TEXT
    assert tap.received.count(PING) >= 6


def test_gemini_gets_none_while_another_stream_is_kept_alive(busy_sluice, provider, tap, http):
    """google-genai fails on comments: its stream is as silent as the provider's."""
    pieces = gemini_stream(["Good ", "morning."])
    has_begun, may_go_on = threading.Event(), threading.Event()

    def handler(call):
        if "chat" in call.path:
            return pausing(tap, chat_stream(["hello"]), COMMENT, at={2, 3})(call)
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(pieces[0])
        has_begun.set()
        assert may_go_on.wait(20)
        call.chunk(pieces[1])
        call.end()

    provider.handler = handler
    key = {"authorization": "Bearer sk-test"}
    said = []

    def ask():
        url = busy_sluice.url + "/google/v1/models/m:streamGenerateContent?alt=sse"
        said.append(plain_httpx.post(url, json={"contents": []}, headers=key, timeout=30, trust_env=False).content)

    asking = threading.Thread(target=ask)
    asking.start()
    assert has_begun.wait(20)
    http.post(busy_sluice.url + "/v1/chat/completions", json={"messages": []}, headers=key)
    may_go_on.set()
    asking.join(30)
    assert said == [b"".join(pieces)]

"""A provider that fails: never a clean end, never an unread answer, always JSON."""

import gzip
import json
import socket
import threading
import zlib

import httpx
import pytest

from harness.process import Sluice
from harness.raw import RawClient
from harness.wire import DONE, chat_answer, chat_chunk, chat_stream, chat_text, dump

CHAT = "/v1/chat/completions"
QUESTION = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "hello"}]}
WHOLE = json.dumps(chat_answer("ok")).encode()
RECIPE = ["Well. ", "The secret rec", "ipe is water"]


def code_of(answer):
    return answer.json()["error"]["code"]


def test_a_refused_connection_is_502(provider):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        closed = probe.getsockname()[1]
    sluice = Sluice("--listen", "127.0.0.1:0", "--upstream", f"openai=http://127.0.0.1:{closed}").wait_until_it_listens()
    try:
        headers = {"authorization": "Bearer k"}
        answer = httpx.post(sluice.url + CHAT, json=QUESTION, headers=headers, timeout=10, trust_env=False)
    finally:
        sluice.stop()
    assert (answer.status_code, code_of(answer)) == (502, "upstream_unreachable")
    assert str(closed) not in answer.text


def test_a_provider_that_never_answers_is_504(start_sluice, provider):
    sluice = start_sluice(first_byte="300ms")
    provider.handler = lambda call: call.wait_until_client_leaves(10)
    headers = {"authorization": "Bearer k"}
    answer = httpx.post(sluice.url + CHAT, json=QUESTION, headers=headers, timeout=10, trust_env=False)
    assert (answer.status_code, code_of(answer)) == (504, "upstream_timeout")
    assert provider.next_call().client_left.wait(5)


def test_a_provider_that_stalls_in_the_middle_is_a_visible_error(raw, provider):
    def stall(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "Hello. "}))
        call.wait_until_client_leaves(20)

    provider.handler = stall
    raw.socket.settimeout(15)
    raw.post(CHAT, QUESTION)
    raw.read_head()
    body, clean = raw.read_body()
    assert b"Hello." in body and DONE not in body
    assert b'"error"' in body or not clean


BROKEN_HEADS = {
    "garbage": b"garbage\r\n\r\n",
    "status 99999": b"HTTP/1.1 99999 Odd\r\ncontent-length: 0\r\n\r\n",
    "status 000": b"HTTP/1.1 000 Odd\r\ncontent-length: 0\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}",
    "a bad length": b"HTTP/1.1 200 OK\r\ncontent-length: two\r\n\r\n{}",
    "a NUL in a field": b"HTTP/1.1 200 OK\r\nx-a: \0\r\ncontent-length: 2\r\n\r\n{}",
    "an unasked 101": b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
    "an enormous head": b"HTTP/1.1 200 OK\r\nx-a: " + b"a" * (1 << 20) + b"\r\n\r\n",
    "a close before the head": b"",
    "a close in the head": b"HTTP/1.1 200 OK\r\ncontent-",
}


@pytest.mark.parametrize("name", BROKEN_HEADS)
def test_a_broken_head_is_502(http, provider, name):
    def answer(call):
        call.keeps_connection = False
        if BROKEN_HEADS[name]:
            call.send(BROKEN_HEADS[name])

    provider.handler = answer
    said = http.post(CHAT, json=QUESTION)
    assert said.status_code == 502
    assert code_of(said) in ("upstream_invalid", "upstream_closed", "upstream_unreachable")


@pytest.mark.parametrize("chunk", [b"zz\r\n", b"-1\r\n", b"5\r\nab", b"ffffffffffffffffff\r\n"])
def test_broken_chunks_are_never_a_clean_end(raw, provider, chunk):
    def answer(call):
        call.keeps_connection = False
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "Hello. "}))
        call.send(chunk)

    provider.handler = answer
    raw.post(CHAT, QUESTION)
    raw.read_head()
    body, clean = raw.read_body()
    assert DONE not in body
    assert b'"error"' in body or not clean


@pytest.mark.parametrize("status", [b"100 Continue", b"102 Processing", b"103 Early Hints"])
def test_provisional_answers_are_swallowed(http, provider, status):
    def answer(call):
        call.send(b"HTTP/1.1 %b\r\nx-a: 1\r\n\r\n" % status)
        call.answer(WHOLE)

    provider.handler = answer
    assert http.post(CHAT, json=QUESTION).content == WHOLE


def test_a_redirect_is_passed_and_not_followed(http, provider):
    provider.handler = lambda call: call.answer(b"{}", 302, [("location", "http://inner.example/")])
    assert http.post(CHAT, json=QUESTION, follow_redirects=False).status_code in (302, 502)
    assert len(provider.calls) == 1


def test_bytes_behind_an_answer_are_not_the_next_answer(http, provider):
    def answer(call):
        call.head(200, [("content-type", "application/json")], length=len(WHOLE))
        call.send(WHOLE + b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nbad")

    provider.handler = answer
    for _ in range(3):
        assert http.post(CHAT, json=QUESTION).content == WHOLE


def test_a_stale_connection_is_replaced_once(http, provider):
    def answer_and_close(call):
        call.answer(WHOLE)
        call.keeps_connection = False

    provider.handler = answer_and_close
    for _ in range(5):
        assert http.post(CHAT, json=QUESTION).status_code == 200
    assert len(provider.calls) == 5


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("stream", [False, True])
def test_a_compressed_answer_is_unpacked_and_filtered(http, provider, coding, stream):
    packer = zlib.compressobj(wbits=31 if coding == "gzip" else 15)

    def answer(call):
        call.head(200, [
            ("content-type", "text/event-stream" if stream else "application/json"), ("content-encoding", coding)])
        parts = chat_stream(["Use 5555 5555 ", "5555 4444."]) if stream else [
            json.dumps(chat_answer("Use 5555 5555 5555 4444.")).encode()]
        for part in parts:
            call.chunk(packer.compress(part) + packer.flush(zlib.Z_SYNC_FLUSH))
        call.chunk(packer.flush())
        call.end()

    provider.handler = answer
    said = http.post(CHAT, json=QUESTION)
    assert "content-encoding" not in said.headers
    text = chat_text(said.content) if stream else said.json()["choices"][0]["message"]["content"]
    assert text == "Use [card]."


@pytest.mark.parametrize("coding", ["br", "zstd", "nonsense"])
def test_an_answer_that_cannot_be_read_is_502(http, provider, coding):
    provider.handler = lambda call: call.answer(b"\x01\x02\x03", headers=[("content-encoding", coding)])
    said = http.post(CHAT, json=QUESTION)
    assert (said.status_code, code_of(said)) == (502, "response_uninspectable")


def test_a_compressed_bomb_is_502(http, provider):
    bomb = gzip.compress(b" " * (400 << 20))
    provider.handler = lambda call: call.answer(bomb, headers=[("content-encoding", "gzip")])
    said = http.post(CHAT, json=QUESTION, timeout=60)
    assert said.status_code == 502


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "TEXT/EVENT-STREAM; charset=utf-8", "text/event-stream", None])
def test_a_stream_is_filtered_under_any_label(http, provider, kind):
    def answer(call):
        call.head(200, [("content-type", kind)] if kind else [])
        for event in chat_stream(RECIPE):
            call.chunk(event)
        call.end()

    provider.handler = answer
    said = http.post(CHAT, json=QUESTION)
    assert b"recipe is" not in said.content and b"ipe is" not in said.content


@pytest.mark.parametrize("ending", ["\n\n", "\r\n\r\n", "\r\r"])
@pytest.mark.parametrize("decoration", ["", ": ping\n\n", "id: 1\n", "event: x\n", "retry: 5\n\n"])
def test_every_spelling_of_an_event_stream_passes_and_is_filtered(http, provider, ending, decoration):
    def spelt(events):
        body = b"".join(decoration.encode() + event for event in events)
        return body.replace(b"\n\n", ending.encode()) if ending != "\n\n" else body

    clean = spelt(chat_stream(["Hello, ", "world."]))
    provider.handler = lambda call: call.stream([clean])
    assert http.post(CHAT, json=QUESTION).content == clean
    provider.handler = lambda call: call.stream([spelt(chat_stream(["Use 5555 5555 ", "5555 4444."]))])
    assert b"4444" not in http.post(CHAT, json=QUESTION).content


def test_a_named_event_with_several_data_lines_is_read_as_one(http, provider):
    first, second = chat_chunk({"content": "Use 5555 5555 5555 4444."}).rstrip().split(b',"choices"')
    event = b"event: message\n" + first + b',\ndata: "choices"' + second + b"\n\n"
    provider.handler = lambda call: call.stream([event, DONE])
    said = http.post(CHAT, json=QUESTION)
    assert b"4444" not in said.content and b"[card]" in said.content


def test_the_last_event_without_a_blank_line_is_filtered(http, provider):
    events = chat_stream(["Use 5555 5555 5555 4444"])[:2]
    provider.handler = lambda call: call.stream([events[0], events[1].rstrip()])
    said = http.post(CHAT, json=QUESTION)
    assert b"4444" not in said.content and b"[card]" in said.content


def test_nothing_behind_done_leaks(http, provider):
    late = chat_chunk({"content": "the secret recipe is water"})
    provider.handler = lambda call: call.stream([*chat_stream(["Hello."]), late])
    assert b"recipe" not in http.post(CHAT, json=QUESTION).content


@pytest.mark.parametrize("payload", [b'{"choices": [', b"the secret recipe is water", b'{"a": "\xff the secret recipe is"}'])
def test_an_event_that_is_no_json_never_leaks(http, provider, payload):
    provider.handler = lambda call: call.stream(
        [chat_chunk({"content": "Hello. "}), b"data: " + payload + b"\n\n", DONE])
    received = b""
    with http.stream("POST", CHAT, json=QUESTION) as said:
        try:
            for piece in said.iter_bytes():
                received += piece
        except httpx.RemoteProtocolError:
            assert b"response_uninspectable" in received
    assert b"recipe is" not in received


def test_one_endless_event_is_cut_with_an_error(raw, provider):
    def endless(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "Hello. "}))
        try:
            for _ in range(64):
                call.chunk(b'data: {"choices": "' + b"a" * (1 << 20))
        except OSError:
            pass
        call.keeps_connection = False

    provider.handler = endless
    raw.post(CHAT, QUESTION)
    raw.read_head()
    body, clean = raw.read_body()
    assert len(body) < 1 << 20
    assert b'"error"' in body or not clean


def test_forty_thousand_events_in_a_burst_arrive_in_order(http, provider):
    stream = b"".join(chat_stream([f"{number}, " for number in range(40_000)]))
    provider.handler = lambda call: call.stream([stream[at:at + 65_536] for at in range(0, len(stream), 65_536)])
    assert http.post(CHAT, json=QUESTION, timeout=120).content == stream


@pytest.mark.parametrize("place", [
    {"refusal": "the secret recipe is"}, {"reasoning_content": "the secret recipe is"}, {"content": "the secret recipe is"},
    {"tool_calls": [{"index": 0, "function": {"arguments": '{"a":"the secret recipe is"}'}}]},
    {"brand_new": {"text": "the secret recipe is"}},
])
def test_a_card_number_is_caught_wherever_a_delta_puts_it(http, provider, place):
    text = dump(place).replace("the secret recipe is", "5555 5555 5555 4444")
    provider.handler = lambda call: call.stream([chat_chunk(json.loads(text)), DONE])
    assert b"4444" not in http.post(CHAT, json=QUESTION).content


def test_a_card_number_in_an_error_body_is_redacted(http, provider):
    error = {"error": {"message": "bad card 5555 5555 5555 4444", "type": "invalid_request_error"}}
    provider.handler = lambda call: call.answer(error, 400)
    said = http.post(CHAT, json=QUESTION)
    assert said.status_code == 400
    assert said.json()["error"]["message"] == "bad card [card]"


def test_a_client_that_reads_nothing_holds_the_provider_back(sluice, provider):
    held = threading.Event()
    sent = []

    def flood(call):
        call.connection.settimeout(3)
        call.keeps_connection = False
        call.head(200, [("content-type", "text/event-stream")])
        event = chat_chunk({"content": "word " * 2000})
        try:
            for _ in range(20_000):
                call.chunk(event)
                sent.append(len(event))
        except TimeoutError:
            held.set()

    provider.handler = flood
    with RawClient(sluice.port) as client:
        client.post(CHAT, QUESTION)
        client.read_head()
        assert held.wait(30)
        assert sum(sent) < 40 << 20
